package dev.sluice.scheduler;

import dev.sluice.listener.BatchInfo;
import dev.sluice.listener.StreamInputInfo;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** The rate that batches can take of one stream. Confined to the driver thread. */
final class RateController {
  private final int streamId;
  private final PidRateEstimator estimator;
  private OptionalLong rate = OptionalLong.empty();

  RateController(int streamId, PidRateEstimator estimator) {
    this.streamId = streamId;
    this.estimator = estimator;
  }

  int streamId() {
    return streamId;
  }

  /** Records a second, 1 or more; empty while nothing is known. */
  OptionalLong rate() {
    return rate;
  }

  void batchEnded(BatchInfo batch) {
    StreamInputInfo input = batch.inputs().get(streamId);
    Optional<Duration> processing = batch.processingDelay();
    Optional<Duration> scheduling = batch.schedulingDelay();
    if (input == null || processing.isEmpty() || scheduling.isEmpty()) {
      return;
    }
    estimator
        .compute(
            batch.processingEnd().orElseThrow(),
            input.numRecords(),
            processing.get().toMillis(),
            scheduling.get().toMillis())
        .ifPresent(estimate -> rate = OptionalLong.of(Math.max(1, (long) estimate)));
  }
}
