package dev.sluice.benchmarks.sluice;

import dev.sluice.benchmarks.harness.Busy;
import dev.sluice.benchmarks.harness.Contestant;
import dev.sluice.benchmarks.harness.Ingest;
import dev.sluice.benchmarks.harness.Job;
import dev.sluice.benchmarks.harness.Measurement;
import dev.sluice.benchmarks.harness.ScratchDirectory;
import dev.sluice.benchmarks.harness.Settings;
import dev.sluice.dstream.DStream;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Sluice in its embedded engine. Options: {@code master}, {@code level} ({@code default} for the
 * one that receivers have by default, otherwise MEMORY_ONLY), {@code checkpoint} (a directory),
 * {@code log} (a directory in which each job gets a checkpoint directory of its own, with the
 * write-ahead log on) and any {@code streaming.} key. Confined to the driver's thread.
 */
final class Sluice implements Contestant {
  private static final int MOST_LOOKS = 3000;
  private static final String LOG = "log";
  private static final String LOG_DIRECTORY = "target/log";

  private StreamingConf conf = new StreamingConf();
  private StorageLevel level = StorageLevel.MEMORY_ONLY;
  private Optional<StreamingContext> streaming = Optional.empty();
  private Optional<Progress> progress = Optional.empty();
  private Optional<ScratchDirectory> directory = Optional.empty();

  Sluice() {}

  @Override
  public String version() {
    return Optional.ofNullable(StreamingContext.class.getPackage().getImplementationVersion())
        .orElse("unreleased");
  }

  @Override
  public boolean supports(Settings settings) {
    return true;
  }

  @Override
  public int lanes(Settings settings) {
    boolean state = settings.workload().pipeline().keepsState();
    return settings.is(Ingest.BULK) && !settings.workload().paced() && !state ? 2 : 1;
  }

  @Override
  public Optional<Measurement> own(Settings settings) {
    return switch (settings.workload()) {
      case W7 -> Optional.of(new LogLoad(settings));
      case W8 -> Optional.of(new RecoveryTime(settings));
      case W10 -> Optional.of(new Growth(settings));
      default -> Optional.empty();
    };
  }

  @Override
  public void open(Settings settings) {
    if (settings.option("level", "memory").equals("default")) {
      level = StorageLevel.MEMORY_AND_DISK_SER_2;
    }
    conf =
        new StreamingConf()
            .setMaster(settings.option("master", "local[2]"))
            .setAppName("benchmarks")
            .set("streaming.receiver.writeAheadLog.enable", "" + hasLog(settings))
            .setAll(ownKeys(settings));
  }

  private static boolean hasLog(Settings settings) {
    return settings.options().containsKey(LOG);
  }

  /** A directory for a job's log, state and checkpoints. */
  static ScratchDirectory scratch(Settings settings) throws IOException {
    return ScratchDirectory.in(Path.of(settings.option(LOG, LOG_DIRECTORY)));
  }

  /** The options that are Sluice's configuration. */
  static Map<String, String> ownKeys(Settings settings) {
    Map<String, String> keys = new HashMap<>(settings.options());
    keys.keySet().removeIf(key -> !key.startsWith("streaming."));
    return keys;
  }

  @Override
  public void start(Job job) throws IOException {
    StreamingContext context = new StreamingContext(conf, Durations.milliseconds(job.batchMs()));
    String checkpoint = job.settings().option("checkpoint", "");
    if (!checkpoint.isEmpty()) {
      context.checkpoint(checkpoint);
    } else if (hasLog(job.settings())) {
      ScratchDirectory own = scratch(job.settings());
      directory = Optional.of(own);
      context.checkpoint(own.path().toString());
    }
    BatchSize size = batchSize(job);
    Programs.build(job, records(context, job, size));
    Progress listener = new Progress(size);
    context.addStreamingListener(listener);
    streaming = Optional.of(context);
    progress = Optional.of(listener);
    context.start();
  }

  private DStream<String> records(StreamingContext context, Job job, BatchSize size) {
    if (job.pipeline().keepsState() || job.is(Ingest.DIRECT)) {
      return context.sourceStream(new FeedSource(size));
    }
    if (job.is(Ingest.TCP)) {
      return context.socketTextStream("127.0.0.1", job.port(), level);
    }
    boolean bulk = job.is(Ingest.BULK);
    DStream<String> records = context.receiverStream(new FeedReceiver(0, bulk, level));
    for (int lane = 1; lane < job.feed().lanes(); lane++) {
      records = records.union(context.receiverStream(new FeedReceiver(lane, bulk, level)));
    }
    return records;
  }

  private static BatchSize batchSize(Job job) {
    if (job.pipeline().keepsState()) {
      return BatchSize.fixed(Settings.UPDATES_IN_BATCH);
    }
    return job.paced()
        ? BatchSize.fixed(Long.MAX_VALUE)
        : BatchSize.following(job.settings().lines(), job.batchMs());
  }

  @Override
  public void awaitIdle() throws InterruptedException {
    for (int i = 0; i < MOST_LOOKS && progress.orElseThrow().pending() > 1; i++) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  @Override
  public Optional<Busy> busy() {
    return progress.map(Progress::busy);
  }

  @Override
  public void stop() throws IOException {
    streaming.orElseThrow().stop(false);
    if (directory.isPresent()) {
      directory.get().close();
    }
  }

  @Override
  public void close() {}
}
