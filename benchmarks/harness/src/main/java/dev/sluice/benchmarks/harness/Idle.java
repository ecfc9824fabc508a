package dev.sluice.benchmarks.harness;

import dev.sluice.benchmarks.corpus.Corpus;
import java.util.Optional;
import java.util.function.Consumer;

/** What batches cost that have no records: the CPU time of the process while none come. */
record Idle(Contestant contestant, Settings settings) implements Measurement {
  private static final int LINES = 1_000;

  @Override
  public void run(Consumer<Result> results) throws Exception {
    Corpus corpus = new Corpus(LINES, settings.seed());
    long batchMs = settings.batchMs();
    int lanes = contestant.lanes(settings);
    Sink sink = new Sink(corpus.probes(), batchMs, false);
    Job job = new Job(settings, batchMs, "", new Feed(corpus.lines(), lanes), sink, 0);
    Expectation expectation = Expectation.of(job.pipeline(), corpus);
    job.makeCurrent();
    contestant.start(job);
    // Some records first, so that it is a pipeline that works which then idles.
    new Releases(contestant, job, expectation, Optional.empty()).phase(LINES);
    Pause.ofSeconds(settings.warmSeconds());
    long startNanos = System.nanoTime();
    double cpu = Machine.cpuSeconds();
    Pause.ofSeconds(settings.measureSeconds());
    cpu = Machine.cpuSeconds() - cpu;
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    long batches = Math.round(seconds * 1000 / batchMs);
    results.accept(
        Result.of(settings, batchMs)
            .with(Field.N, 0L)
            .with(Field.SECONDS, seconds)
            .with(Field.CPU_S, cpu)
            .with(Field.BATCHES, batches)
            .with(Field.CPU_US_PER_BATCH, cpu * 1e6 / batches)
            .checked(expectation.wrong(LINES, sink)));
    job.feed().close();
    contestant.stop();
  }
}
