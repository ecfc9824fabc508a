package dev.sluice.benchmarks.plain;

import dev.sluice.benchmarks.harness.Contestant;
import dev.sluice.benchmarks.harness.Ingest;
import dev.sluice.benchmarks.harness.Job;
import dev.sluice.benchmarks.harness.Pipeline;
import dev.sluice.benchmarks.harness.Settings;
import java.io.IOException;
import java.util.Optional;

/**
 * Plain Java, by hand, in as many worker threads as the settings say. Option {@code kernel}: {@code
 * naive} for what one writes first, otherwise the best that is reasonable. Confined to the driver's
 * thread.
 */
final class Plain implements Contestant {
  private boolean fast;
  private Optional<Threads> threads = Optional.empty();

  Plain() {}

  @Override
  public String version() {
    return "java " + Runtime.version().feature();
  }

  @Override
  public boolean supports(Settings settings) {
    return settings.workload().pipeline() != Pipeline.FULL_COUNT && !settings.is(Ingest.DIRECT);
  }

  @Override
  public int lanes(Settings settings) {
    boolean bulk = settings.is(Ingest.BULK) && !settings.workload().paced();
    return bulk ? settings.threads() : 1;
  }

  @Override
  public void open(Settings settings) {
    fast = !settings.option("kernel", "limit").equals("naive");
  }

  @Override
  public void start(Job job) throws IOException {
    Threads own = new Threads();
    threads = Optional.of(own);
    switch (job.pipeline()) {
      case GREP ->
          new Batches<>(job, own, () -> new GrepPart(job.literal(), job.sink())).start(fast);
      case WORD_COUNT -> startCounts(job, own, job.sink()::words);
      case TOP_WORDS -> startCounts(job, own, fast ? new FastWindow(job) : new NaiveWindow(job));
      case RUNNING_COUNT -> startState(new RunningCounts(job, own));
      case FULL_COUNT ->
          throw new IllegalArgumentException("Cannot run " + job.pipeline() + ": plain has none");
    }
  }

  private void startCounts(Job job, Threads own, Output output) throws IOException {
    if (fast) {
      new Batches<>(job, own, () -> new FastCounts(output)).start(true);
    } else {
      new Batches<>(job, own, () -> new NaiveCounts(output)).start(false);
    }
  }

  private void startState(RunningCounts counts) {
    if (fast) {
      counts.startFast();
    } else {
      counts.startNaive();
    }
  }

  @Override
  public void stop() throws InterruptedException {
    threads.orElseThrow().stop();
  }

  @Override
  public void close() {}
}
