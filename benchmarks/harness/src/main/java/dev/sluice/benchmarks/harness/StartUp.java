package dev.sluice.benchmarks.harness;

import dev.sluice.benchmarks.corpus.Corpus;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * From the start of the JVM to the first output of a word count, and what the process is made of.
 */
final class StartUp implements Measurement {
  private static final int LINES = 1_000;
  private static final long PATIENCE_SECONDS = 60;
  private static final String HARNESS = "benchmarks-";
  // Set by the script to just before it starts the JVM: nanoseconds since the epoch.
  private static final String STARTED = "BENCHMARKS_STARTED_NS";

  private final Contestant contestant;
  private final Settings settings;

  StartUp(Contestant contestant, Settings settings) {
    this.contestant = contestant;
    this.settings = settings;
  }

  @Override
  public void run(Consumer<Result> results) throws Exception {
    Corpus corpus = new Corpus(LINES, settings.seed());
    Sink sink = new Sink(corpus.probes(), settings.batchMs(), false);
    Feed feed = new Feed(corpus.lines(), contestant.lanes(settings));
    Job job = new Job(settings, settings.batchMs(), "", feed, sink, 0);
    Expectation expectation = Expectation.of(job.pipeline(), corpus);
    sink.goal().set(expectation.goal(LINES));
    feed.release(LINES);
    job.makeCurrent();
    contestant.start(job);
    boolean all = sink.goal().await(System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS));
    Result result =
        Result.of(settings, settings.batchMs())
            .with(Field.N, LINES)
            .with(Field.CPU_S, Machine.cpuSeconds())
            .with(Field.THREADS, ManagementFactory.getThreadMXBean().getPeakThreadCount())
            .with(
                Field.CLASSES,
                ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount());
    if (all) {
      result
          .with(Field.SECONDS, secondsSinceStart(sink.firstNanos()))
          .with(Field.ALL_RESULTS_S, secondsSinceStart(sink.goal().reachedNanos()));
    }
    List<Path> jars = jars();
    long bytes = 0;
    for (Path jar : jars) {
      bytes += Files.size(jar);
    }
    result.with(Field.JARS, jars.size()).with(Field.JARS_MB, bytes / 1e6);
    results.accept(result.checked(expectation.wrong(LINES, sink)));
    feed.close();
    contestant.stop();
  }

  private static double secondsSinceStart(long nanoTime) {
    String started = System.getenv(STARTED);
    long startNanos =
        started != null
            ? Long.parseLong(started)
            : ManagementFactory.getRuntimeMXBean().getStartTime() * 1_000_000L;
    return (Machine.epochNanos(nanoTime) - startNanos) / 1e9;
  }

  private static List<Path> jars() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(path -> path.toString().endsWith(".jar"))
        .filter(path -> !path.toFile().getName().startsWith(HARNESS))
        .toList();
  }
}
