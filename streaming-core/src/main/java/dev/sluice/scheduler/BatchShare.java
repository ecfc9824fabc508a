package dev.sluice.scheduler;

import java.time.Duration;

/**
 * How many bytes may wait for the next batch, of the bound of what is unprocessed. While batches
 * take longer than their interval it is as many as they process in one interval, so that the next
 * batch fills while one is processed and nobody waits for the other; but never less than half of
 * the bound. Confined to the driver thread.
 */
final class BatchShare {
  private final long most;
  private final long least;
  private final double intervalMs;
  private long bytes;

  /** All of a bound. */
  BatchShare(long most, Duration batchInterval) {
    this.most = most;
    this.least = most - most / 2;
    this.intervalMs = batchInterval.toMillis();
    this.bytes = most;
  }

  long bytes() {
    return bytes;
  }

  /** A batch of so many bytes was processed. Those that were quick only ever give more. */
  void processed(long batchBytes, Duration took) {
    double ms = Math.max(1, took.toMillis());
    long inInterval = (long) Math.min((double) most, batchBytes * (intervalMs / ms));
    bytes =
        ms > intervalMs
            ? Math.max(least, Math.min(bytes, inInterval))
            : Math.max(bytes, inInterval);
  }
}
