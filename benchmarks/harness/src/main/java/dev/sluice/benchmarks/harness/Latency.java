package dev.sluice.benchmarks.harness;

import dev.sluice.benchmarks.corpus.Corpus;
import java.util.function.Consumer;

/** Each record's latency at a steady rate. */
record Latency(Contestant contestant, Settings settings) implements Measurement {
  private static final double MOST_WARM_SECONDS = 60;

  @Override
  public void run(Consumer<Result> results) throws Exception {
    Corpus corpus = new Corpus(settings.lines(), settings.seed());
    PacedRun run = new PacedRun(contestant, settings, corpus, settings.batchMs());
    results.accept(
        run.measure(settings.warmSeconds(), MOST_WARM_SECONDS, settings.measureSeconds()));
  }
}
