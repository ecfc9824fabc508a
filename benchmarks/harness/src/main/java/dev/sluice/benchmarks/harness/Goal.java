package dev.sluice.benchmarks.harness;

import java.util.concurrent.TimeUnit;

/**
 * A total that the driver waits for. Thread-safe: all but the look at a volatile is under its
 * monitor.
 */
final class Goal {
  private static final long NOT_YET = 0;

  private volatile long total = Long.MAX_VALUE;
  private long reachedNanos = NOT_YET;

  synchronized void set(long total) {
    reachedNanos = NOT_YET;
    this.total = total;
  }

  /** Says what the total is now. */
  void offer(long now) {
    if (now >= total) {
      reach();
    }
  }

  private synchronized void reach() {
    if (reachedNanos == NOT_YET) {
      reachedNanos = System.nanoTime();
      notifyAll();
    }
  }

  /** Waits until the total is reached, at most until then: whether it was. */
  synchronized boolean await(long deadlineNanos) throws InterruptedException {
    while (reachedNanos == NOT_YET) {
      long left = deadlineNanos - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
    }
    return true;
  }

  /** When the total was reached, by {@link System#nanoTime}. */
  synchronized long reachedNanos() {
    return reachedNanos;
  }
}
