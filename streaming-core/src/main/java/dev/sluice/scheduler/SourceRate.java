package dev.sluice.scheduler;

import dev.sluice.listener.BatchInfo;
import dev.sluice.listener.StreamInputInfo;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * The rate that batches can take of one source without receiver. While batches are late it is the
 * estimate, but not one at which they would hardly be shorter for being smaller. Confined to the
 * driver thread.
 */
final class SourceRate {
  private final RateController controller;
  private final double leastEstimate;
  private final Duration batchInterval;
  private final BatchCosts costs = new BatchCosts();
  private boolean late;

  SourceRate(int streamId, PidSettings pid, Duration batchInterval) {
    this.controller = new RateController(streamId, new PidRateEstimator(batchInterval, pid));
    this.leastEstimate = pid.minRate();
    this.batchInterval = batchInterval;
  }

  void batchEnded(BatchInfo batch) {
    controller.batchEnded(batch);
    StreamInputInfo input = batch.inputs().get(controller.streamId());
    if (input != null) {
      batch
          .processingDelay()
          .ifPresent(processing -> costs.add(input.numRecords(), processing.toMillis()));
    }
    late = batch.totalDelay().orElse(Duration.ZERO).compareTo(batchInterval) > 0;
  }

  /** Records a second, 1 or more; empty while nothing is known. */
  OptionalLong rate() {
    OptionalLong estimate = controller.rate();
    return late && estimate.isPresent()
        ? OptionalLong.of(Math.max(estimate.getAsLong(), worthwhile(estimate.getAsLong())))
        : estimate;
  }

  /** Sizes are varied if the estimate has come to its least and they do not tell what it is for. */
  private long worthwhile(long estimate) {
    OptionalLong records = costs.worthwhile();
    if (records.isPresent()) {
      return perSecond(records.getAsLong());
    }
    boolean isVaried = perSecond(costs.lastRecords()) > estimate;
    return (double) estimate > leastEstimate || isVaried ? 0 : 2 * estimate;
  }

  private long perSecond(long recordsOfBatch) {
    return recordsOfBatch * 1_000 / batchInterval.toMillis();
  }
}
