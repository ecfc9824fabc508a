package dev.sluice.zeromq;

import java.util.concurrent.TimeUnit;

/** How often both sides of the protocol say that they are there. Confined to one thread. */
final class Heartbeat {
  static final long INTERVAL_NS = TimeUnit.SECONDS.toNanos(1);

  /** Who is silent for so long is gone. */
  static final long SILENCE_NS = 10 * INTERVAL_NS;

  private long lastNs = System.nanoTime() - INTERVAL_NS;

  /** Whether it is time, which it is then not for a while. */
  boolean isDue() {
    long nowNs = System.nanoTime();
    boolean due = nowNs - lastNs >= INTERVAL_NS;
    if (due) {
      lastNs = nowNs;
    }
    return due;
  }
}
