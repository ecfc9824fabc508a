package dev.sluice.testkit.receiver;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How long to wait for something at most. Immutable. */
record Patience(Duration limit) {
  private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(1);

  /** A part of this, for what may or may not happen. */
  Patience tenth() {
    return new Patience(limit.dividedBy(10));
  }

  /** Waits until the condition holds; whether it does. */
  boolean until(Condition condition) throws Exception {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() - deadline > 0) {
        return condition.holds();
      }
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while waiting for a receiver");
      }
      LockSupport.parkNanos(PAUSE_NS);
    }
    return true;
  }

  /** Something to wait for. */
  interface Condition {
    boolean holds() throws Exception;
  }
}
