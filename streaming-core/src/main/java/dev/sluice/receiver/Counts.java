package dev.sluice.receiver;

import java.util.HashMap;
import java.util.Map;

/** Sums by name, taken out from time to time. Thread-safe: a monitor guards the sums. */
final class Counts {
  private Map<String, Long> sums = new HashMap<>();

  synchronized void add(String what, long n) {
    sums.merge(what, n, Math::addExact);
  }

  /** The sums since the last call. */
  synchronized Map<String, Long> take() {
    Map<String, Long> taken = sums;
    sums = new HashMap<>();
    return taken;
  }
}
