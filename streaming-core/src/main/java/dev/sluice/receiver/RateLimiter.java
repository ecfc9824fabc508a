package dev.sluice.receiver;

import java.util.concurrent.TimeUnit;

/**
 * Lets records through at a steady rate: each takes the next point of an even grid, and its thread
 * waits for that point. Points that a late thread missed are made up for, up to a tenth of a
 * second; so the average is exact although waits are not. Without a limit a record costs one
 * volatile read. Thread-safe: a monitor guards the grid, nobody waits inside it.
 */
final class RateLimiter {
  /** The limit where there is none. */
  static final long UNLIMITED = Long.MAX_VALUE;

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long MADE_UP_NANOS = SECOND / 10;

  private final long maxRate;
  private final NanoTime time;
  private volatile long rate;
  private long originNanos;
  private long passed;

  /** Makes a limiter; rates of 0 or less mean no limit. */
  RateLimiter(long maxRate, long initialRate, NanoTime time) {
    this.maxRate = maxRate > 0 ? maxRate : UNLIMITED;
    this.time = time;
    this.rate = Math.min(initialRate > 0 ? initialRate : UNLIMITED, this.maxRate);
    this.originNanos = time.nanoTime();
  }

  /** Waits until one more record may pass. */
  void acquire() throws InterruptedException {
    if (rate == UNLIMITED) {
      return;
    }
    long waitNanos = reserve();
    if (waitNanos > 0) {
      time.pause(waitNanos);
    }
  }

  /** Sets the rate, but never above the greatest one; 0 or less is ignored. */
  synchronized void updateRate(long recordsPerSecond) {
    long wanted = Math.min(recordsPerSecond, maxRate);
    if (wanted <= 0 || wanted == rate) {
      return;
    }
    originNanos = rate == UNLIMITED ? time.nanoTime() : dueNanos();
    passed = 0;
    rate = wanted;
  }

  /** The rate in records a second, {@link #UNLIMITED} if there is no limit. */
  long currentLimit() {
    return rate;
  }

  private synchronized long reserve() {
    if (rate == UNLIMITED) {
      return 0;
    }
    if (passed >= rate) {
      originNanos += SECOND;
      passed -= rate;
    }
    long now = time.nanoTime();
    long due = dueNanos();
    if (now - due > MADE_UP_NANOS) {
      originNanos = now - MADE_UP_NANOS;
      passed = 0;
      due = originNanos;
    }
    passed++;
    return due - now;
  }

  private long dueNanos() {
    return originNanos + (long) ((double) passed / rate * SECOND);
  }
}
