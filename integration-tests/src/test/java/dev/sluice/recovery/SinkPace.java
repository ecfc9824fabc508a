package dev.sluice.recovery;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** How long a sink takes for a partition. */
enum SinkPace {
  AT_ONCE,
  /** One to three batch intervals. */
  SLOW,
  /** Sooner or later it never returns, unless it is interrupted. */
  STUCK,
  /** Sooner or later it waits and never returns, interrupted or not. */
  STUCK_DEAF,
  /** Sooner or later it computes and never returns, interrupted or not. */
  STUCK_BUSY;

  private static final int STUCK_ONCE_IN = 3;

  /** Takes its time. */
  void pass(Duration interval) throws InterruptedException {
    if (this == SLOW) {
      long ms = interval.toMillis();
      boolean unused =
          new CountDownLatch(1)
              .await(ThreadLocalRandom.current().nextLong(ms, 3 * ms + 1), TimeUnit.MILLISECONDS);
    } else if (this != AT_ONCE && ThreadLocalRandom.current().nextInt(STUCK_ONCE_IN) == 0) {
      hang();
    }
  }

  private void hang() throws InterruptedException {
    switch (this) {
      case STUCK -> new CountDownLatch(1).await();
      case STUCK_DEAF -> new Semaphore(0).acquireUninterruptibly();
      case STUCK_BUSY -> {
        while (true) {
          Thread.onSpinWait();
        }
      }
      case AT_ONCE, SLOW -> throw new IllegalStateException("Cannot hang: found " + this);
    }
  }
}
