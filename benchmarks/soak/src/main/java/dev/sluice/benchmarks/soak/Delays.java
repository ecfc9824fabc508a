package dev.sluice.benchmarks.soak;

import dev.sluice.benchmarks.harness.Samples;
import dev.sluice.listener.BatchInfo;
import dev.sluice.listener.StreamingEvent;
import dev.sluice.listener.StreamingListener;
import java.util.ArrayList;
import java.util.List;

/** The batches since the last look. Thread-safe: methods take the monitor. */
final class Delays implements StreamingListener {
  private final SteadyLines lines;
  private final List<BatchInfo> batches = new ArrayList<>();

  Delays(SteadyLines lines) {
    this.lines = lines;
  }

  @Override
  public synchronized void onBatchCompleted(StreamingEvent.BatchCompleted event) {
    batches.add(event.batchInfo());
    lines.workedOff(event.batchInfo().numRecords());
  }

  /** What the batches since the last call waited and took; all 0 without one. */
  synchronized Look look() {
    double[] total =
        batches.stream().mapToDouble(b -> b.totalDelay().orElseThrow().toMillis()).toArray();
    double[] processing =
        batches.stream().mapToDouble(b -> b.processingDelay().orElseThrow().toMillis()).toArray();
    batches.clear();
    return total.length == 0
        ? new Look(0, 0, 0)
        : new Look(
            Samples.quantile(total, 0.5),
            Samples.quantile(total, 1),
            Samples.quantile(processing, 0.5));
  }

  /**
   * Milliseconds.
   *
   * @param p50 the middle delay
   * @param most the longest delay
   * @param processingP50 the middle time without waiting
   */
  record Look(double p50, double most, double processingP50) {}
}
