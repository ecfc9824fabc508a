package dev.sluice.benchmarks.zeromq;

import java.util.concurrent.CountDownLatch;

/**
 * Counts the messages that a program has taken, and the time from the first one that came to the
 * last one that was counted. Thread-safe: one thread sees messages come, one counts.
 */
final class Tally {
  private final long expected;
  private final CountDownLatch full = new CountDownLatch(1);
  private volatile long firstNs;
  private volatile long lastNs;
  private long counted;

  Tally(long expected) {
    this.expected = expected;
  }

  /** A message comes. */
  void comes() {
    if (firstNs == 0) {
      firstNs = System.nanoTime();
    }
  }

  /** So many messages more are done; returns whether these are all. */
  synchronized boolean add(long messages) {
    counted += messages;
    if (counted > expected) {
      throw new IllegalStateException(
          "Cannot measure: found %d messages, expected %d".formatted(counted, expected));
    }
    if (counted == expected) {
      lastNs = System.nanoTime();
      full.countDown();
    }
    return counted == expected;
  }

  void await() throws InterruptedException {
    full.await();
  }

  double perSecond() {
    return expected / ((lastNs - firstNs) / 1e9);
  }
}
