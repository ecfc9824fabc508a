package dev.sluice.benchmarks.harness;

import dev.sluice.benchmarks.corpus.Corpus;
import java.util.Optional;

/**
 * A word count over records that are due at even steps, in a job of its own. Confined to the
 * driver's thread.
 *
 * <p>A contestant that cannot keep up leaves results out: it is not wrong for that, but did not
 * sustain the rate.
 */
final class PacedRun {
  private static final double ENGINES_BEGIN_SECONDS = 1;
  private static final double LEAST_BEHIND_SECONDS = 0.3;
  private static final long LEAST_DRAIN_MS = 5_000;
  private static final long MOST_WAIT_MS = 300;

  private final Contestant contestant;
  private final Settings settings;
  private final Corpus corpus;
  private final long batchMs;
  private final Job job;

  PacedRun(Contestant contestant, Settings settings, Corpus corpus, long batchMs) {
    this.contestant = contestant;
    this.settings = settings;
    this.corpus = corpus;
    this.batchMs = batchMs;
    Sink sink = new Sink(corpus.probes(), batchMs, true);
    job = new Job(settings, batchMs, "", new Feed(corpus.lines(), 1), sink, 0);
  }

  /** Runs for so many seconds, without a result. */
  void warmUp(double seconds, long patienceMs) throws Exception {
    start();
    long n = (long) (settings.rate() * seconds);
    job.feed().end(n);
    awaitWords(n, patienceMs);
    stop();
  }

  /**
   * Measures for some seconds, once the contestant has run for {@code warm} seconds and has all but
   * the last few batches of records out, or has had {@code most} seconds to get there.
   */
  Result measure(double warm, double most, double seconds) throws Exception {
    double rate = settings.rate();
    Pace pace = start();
    Pause.until(pace.due((long) (rate * warm)));
    awaitCaughtUp(pace, pace.due((long) (rate * most)));
    long from = pace.dueBy(System.nanoTime());
    long to = from + (long) (rate * seconds);
    job.feed().end(to);
    double cpu = Machine.cpuSeconds();
    Pause.until(pace.due(to));
    cpu = Machine.cpuSeconds() - cpu;
    awaitWords(to, Math.max(LEAST_DRAIN_MS, 4 * batchMs));
    Pause.ofMillis(Math.min(MOST_WAIT_MS, batchMs));
    long endNanos = System.nanoTime();
    Sink sink = job.sink();
    PacedOutputs outputs = new PacedOutputs(corpus, pace, sink.batches());
    long missing = corpus.words(to) - sink.total();
    Optional<String> wrong =
        missing > 0 ? Optional.empty() : Expectation.of(job.pipeline(), corpus).wrong(to, sink);
    stop();
    Result result =
        Result.of(settings, batchMs)
            .with(Field.N, to - from)
            .with(Field.SECONDS, seconds)
            .with(Field.RECORDS_PER_S, Math.round((to - from) / seconds))
            .with(Field.CPU_S, cpu)
            .with(Field.RATE, rate)
            .with(Field.WARMED_S, (pace.due(from) - pace.due(0)) / 1e9);
    if (missing > 0) {
      result.with(Field.MISSING_WORDS, missing);
    }
    double[] latencies = outputs.latencies(from, to, endNanos);
    new Verdict(batchMs, seconds, latencies, outputs.between(from, to), missing == 0).into(result);
    return result.checked(wrong);
  }

  private Pace start() throws Exception {
    job.makeCurrent();
    contestant.start(job);
    Pause.ofSeconds(ENGINES_BEGIN_SECONDS);
    return job.feed().pace(settings.rate());
  }

  private void stop() throws Exception {
    job.feed().close();
    contestant.stop();
  }

  private void awaitCaughtUp(Pace pace, long giveUpNanos) throws InterruptedException {
    double behind = settings.rate() * Math.max(3 * batchMs / 1e3, LEAST_BEHIND_SECONDS);
    while (pace.dueBy(System.nanoTime()) - corpus.linesInWords(job.sink().total()) > behind
        && System.nanoTime() < giveUpNanos) {
      Pause.ofMillis(10);
    }
  }

  private void awaitWords(long records, long patienceMs) throws InterruptedException {
    long deadline = System.nanoTime() + patienceMs * 1_000_000L;
    while (job.sink().total() < corpus.words(records) && System.nanoTime() < deadline) {
      Pause.ofMillis(5);
    }
  }
}
