package dev.sluice.benchmarks.harness;

import java.util.List;

/**
 * Whether a contestant kept up with a rate: every result came, nine tenths of the batches had
 * output, lateness grew by less than a batch over the measured time, and half of the records were
 * out within a few batches. Immutable.
 */
final class Verdict {
  private static final double LEAST_SHARE_OF_BATCHES = 0.9;
  private static final double LEAST_GROWTH_MS = 50;
  private static final double MOST_BATCHES_LATE = 5;
  private static final double LEAST_LATENCY_MS = 200;

  private final long batchMs;
  private final double seconds;
  private final double[] latencies;
  private final List<BatchOutput> batches;
  private final boolean complete;

  /**
   * Of so many seconds: the records' latencies in milliseconds, the batches with output, and
   * whether every result came.
   */
  Verdict(
      long batchMs,
      double seconds,
      double[] latencies,
      List<BatchOutput> batches,
      boolean complete) {
    this.batchMs = batchMs;
    this.seconds = seconds;
    this.latencies = latencies;
    this.batches = batches;
    this.complete = complete;
  }

  boolean sustained() {
    return complete
        && batches.size() >= LEAST_SHARE_OF_BATCHES * seconds * 1000 / batchMs
        && growthMs() <= Math.max((double) batchMs, LEAST_GROWTH_MS)
        && Samples.quantile(latencies, 0.5)
            <= Math.max(MOST_BATCHES_LATE * batchMs, LEAST_LATENCY_MS);
  }

  private double growthMs() {
    return PacedOutputs.growth(batches) * seconds;
  }

  void into(Result result) {
    double[] late = PacedOutputs.lateness(batches);
    result
        .with(Field.P50_MS, Samples.quantile(latencies, 0.5))
        .with(Field.P99_MS, Samples.quantile(latencies, 0.99))
        .with(Field.BATCHES, batches.size())
        .with(Field.LATE_P50_MS, Samples.quantile(late, 0.5))
        .with(Field.LATE_P99_MS, Samples.quantile(late, 0.99))
        .with(Field.LATE_GROWTH_MS, growthMs())
        .with(Field.SUSTAINED, sustained());
  }
}
