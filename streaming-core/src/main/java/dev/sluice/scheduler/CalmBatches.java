package dev.sluice.scheduler;

import dev.sluice.listener.BatchInfo;
import java.time.Duration;

/**
 * Counts batches in a row that took less than half of their interval, until there are enough of
 * them to lift limits of rates. Confined to the driver thread.
 */
final class CalmBatches {
  private static final int ENOUGH = 5;

  private final Duration batchInterval;
  private int inRow;

  CalmBatches(Duration batchInterval) {
    this.batchInterval = batchInterval;
  }

  /**
   * A batch has ended; whether there are enough now.
   *
   * @param isCalmElse whether nothing but its delay could disturb
   */
  boolean areEnough(BatchInfo batch, boolean isCalmElse) {
    Duration delay = batch.totalDelay().orElse(Duration.ZERO);
    boolean isCalm = isCalmElse && delay.multipliedBy(2).compareTo(batchInterval) <= 0;
    inRow = isCalm ? inRow + 1 : 0;
    return inRow >= ENOUGH;
  }

  /** Counts from the next batch on. */
  void restart() {
    inRow = 0;
  }
}
