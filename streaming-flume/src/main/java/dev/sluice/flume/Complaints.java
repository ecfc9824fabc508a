package dev.sluice.flume;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with those who connect: all of it is counted, and of each kind the first is
 * reported, then each time that there are twice as many. Thread-safe: guarded by its monitor.
 */
final class Complaints {
  private final FlumeReceiver receiver;
  private final Map<String, Long> numbers = new HashMap<>();

  Complaints(FlumeReceiver receiver) {
    this.receiver = receiver;
  }

  /**
   * Something is wrong.
   *
   * @param kind what is counted, such as {@code malformed calls}
   * @param message says more about this one
   */
  void add(String kind, String message, @Nullable Throwable cause) {
    receiver.tally(kind);
    long number = next(kind);
    if (Long.bitCount(number) == 1) {
      receiver.reportError("%s (%s so far: %d)".formatted(message, kind, number), cause);
    }
  }

  private synchronized long next(String kind) {
    return numbers.merge(kind, 1L, Long::sum);
  }
}
