package dev.sluice.benchmarks.harness;

import dev.sluice.benchmarks.corpus.Corpus;
import java.util.function.Consumer;

/** Ever shorter batches at a slow rate: one result for each interval. */
record Intervals(Contestant contestant, Settings settings) implements Measurement {
  private static final long WARM_BATCH_MS = 500;
  private static final double LEAST_WARM_SECONDS = 4;
  private static final long PATIENCE_MS = 90_000;
  private static final double MOST_MEASURE_SECONDS = 6;

  @Override
  public void run(Consumer<Result> results) throws Exception {
    Corpus corpus = new Corpus(settings.lines(), settings.seed());
    // The JIT's warm-up, at an interval that everyone sustains.
    new PacedRun(contestant, settings, corpus, WARM_BATCH_MS)
        .warmUp(Math.max(LEAST_WARM_SECONDS, settings.warmSeconds()), PATIENCE_MS);
    for (long batchMs : settings.intervals()) {
      PacedRun run = new PacedRun(contestant, settings, corpus, batchMs);
      double seconds = Math.min(MOST_MEASURE_SECONDS, settings.measureSeconds());
      results.accept(run.measure(2, 12, seconds));
    }
  }
}
