package dev.sluice.ui.api;

import dev.sluice.listener.BatchInfo;
import dev.sluice.listener.OutputOperationInfo;
import dev.sluice.ui.history.Batch;
import dev.sluice.ui.history.Status;
import dev.sluice.ui.history.Texts;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A batch in a list. Immutable. */
record BatchJson(
    long timeMs,
    Status status,
    long records,
    long submittedAtMs,
    @Nullable Long startedAtMs,
    @Nullable Long endedAtMs,
    @Nullable Long schedulingDelayMs,
    @Nullable Long processingTimeMs,
    @Nullable Long totalDelayMs,
    OutputCounts outputs,
    @Nullable String failure) {

  record OutputCounts(int total, long done, long failed) {
    static OutputCounts of(Collection<OutputOperationInfo> outputs) {
      return new OutputCounts(
          outputs.size(),
          outputs.stream().filter(each -> Batch.status(each) == Status.COMPLETED).count(),
          outputs.stream().filter(each -> Batch.status(each) == Status.FAILED).count());
    }
  }

  static BatchJson of(Batch batch) {
    BatchInfo info = batch.info();
    return new BatchJson(
        info.batchTime().milliseconds(),
        batch.status(),
        info.numRecords(),
        info.submissionTime(),
        Values.orNull(info.processingStart()),
        Values.orNull(info.processingEnd()),
        Values.millis(info.schedulingDelay()),
        Values.millis(info.processingDelay()),
        Values.millis(info.totalDelay()),
        OutputCounts.of(info.outputs().values()),
        info.outputs().values().stream()
            .flatMap(output -> output.failureReason().stream())
            .findFirst()
            .map(Texts::firstLine)
            .orElse(null));
  }
}
