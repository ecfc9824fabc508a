package dev.sluice.benchmarks.harness;

import dev.sluice.benchmarks.corpus.Corpus;
import dev.sluice.benchmarks.corpus.Keys;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * As many records as the contestant takes: after a warm-up in the same job, n records are released
 * at once, chosen for about the time to measure, and the time until the last one's result is what
 * counts. The end of the last batch is waited for, so the time is rounded up to the batch interval,
 * for everyone.
 */
final class Drain implements Measurement {
  private static final int MOST_TRIES = 3;
  private static final double MOST_STEP_SECONDS = 3;
  private static final long MOST_WAIT_MS = 2000;

  private final Contestant contestant;
  private final Settings settings;
  private final Job job;
  private final Expectation expectation;
  private final Optional<SenderProcess> sender;
  // Phases are multiples of it: whole cycles of the records, and of ten batches where these have a
  // size.
  private final long quantum;

  private Drain(
      Contestant contestant, Job job, Expectation expectation, Optional<SenderProcess> sender) {
    this.contestant = contestant;
    this.settings = job.settings();
    this.job = job;
    this.expectation = expectation;
    this.sender = sender;
    quantum = job.pipeline().keepsState() ? 10L * Settings.UPDATES_IN_BATCH : settings.lines();
  }

  static Drain of(Contestant contestant, Settings settings, Optional<SenderProcess> sender) {
    int lanes = contestant.lanes(settings);
    Pipeline pipeline = settings.workload().pipeline();
    long batchMs = settings.batchMs();
    if (pipeline.keepsState()) {
      Feed feed = new Feed(Keys.of(settings.keys()), lanes);
      Job job = new Job(settings, batchMs, "", feed, new Sink(List.of(), batchMs, false), 0);
      Expectation counts = Expectation.ofKeys(pipeline, settings.keys(), lanes);
      return new Drain(contestant, job, counts, sender);
    }
    Corpus corpus = new Corpus(settings.lines(), settings.seed());
    Feed feed = new Feed(corpus.lines(), lanes);
    Sink sink = new Sink(corpus.probes(), batchMs, false);
    int port = sender.map(SenderProcess::port).orElse(0);
    Job job = new Job(settings, batchMs, corpus.literal(), feed, sink, port);
    return new Drain(contestant, job, Expectation.of(pipeline, corpus), sender);
  }

  @Override
  public void run(Consumer<Result> results) throws Exception {
    job.makeCurrent();
    contestant.start(job);
    if (sender.isPresent()) {
      sender.get().awaitConnection();
    }
    Releases releases = new Releases(contestant, job, expectation, sender);
    Phase measured = measure(releases, warmUp(releases));
    // Whatever comes too much comes now.
    Pause.ofMillis(Math.min(MOST_WAIT_MS, job.batchMs() + job.batchMs() / 2));
    Result result =
        Result.of(settings, job.batchMs())
            .with(Field.N, measured.records())
            .with(Field.SECONDS, measured.seconds())
            .with(Field.RECORDS_PER_S, Math.round(measured.rate()))
            .with(Field.CPU_S, measured.cpuSeconds());
    Optional<Busy> busyBefore = measured.busyBefore();
    if (busyBefore.isPresent()) {
      Busy busy = contestant.busy().orElseThrow().since(busyBefore.get());
      result.with(Field.BUSY_S, busy.seconds()).with(Field.BUSY_BATCHES, busy.batches());
    }
    results.accept(result.checked(releases.wrong()));
    job.feed().close();
    contestant.stop();
  }

  /**
   * Phases of the same work until they have filled the time for it: in CPU time too, as others may
   * be using the machine. One that took little more than a batch says nothing of the rate, so that
   * the next one is far larger.
   */
  private double warmUp(Releases releases) throws Exception {
    long startNanos = System.nanoTime();
    double startCpu = Machine.cpuSeconds();
    double warm = settings.warmSeconds();
    double step = Math.min(MOST_STEP_SECONDS, warm / 2);
    double batch = job.batchMs() / 1e3;
    long n = job.pipeline().keepsState() ? settings.keys() : quantum;
    while (true) {
      Phase phase = releases.phase(n);
      double least = phase.seconds() < 1.1 * batch ? 4.0 * n : 0;
      n = round(Math.max(least, pace(phase) * step));
      double warmed = (System.nanoTime() - startNanos) / 1e9;
      double cpu = Machine.cpuSeconds() - startCpu;
      boolean tooShort =
          phase.seconds() < 2 * batch && warmed < 2 * warm && settings.records() == 0;
      if (warmed >= warm && (cpu >= warm || warmed >= 4 * warm) && !tooShort) {
        return pace(phase);
      }
    }
  }

  /** Tries again where the run was far shorter than wanted: it was not warm yet. */
  private Phase measure(Releases releases, double rate) throws Exception {
    if (settings.records() > 0) {
      return releases.phase(round((double) settings.records()));
    }
    double wanted = settings.measureSeconds();
    Phase phase = releases.phase(round(rate * wanted));
    for (int tries = 1; tries < MOST_TRIES && phase.seconds() <= wanted / 2; tries++) {
      phase = releases.phase(round(pace(phase) * wanted));
    }
    return phase;
  }

  /**
   * The rate without what was waited for the end of the first batch, which a longer phase waits for
   * no longer.
   */
  private double pace(Phase phase) {
    double waited = Math.min(job.batchMs() / 1e3, phase.seconds() * 3 / 4);
    return phase.records() / (phase.seconds() - waited);
  }

  private long round(double n) {
    return Math.max(1, Math.round(n / quantum)) * quantum;
  }
}
