package dev.sluice.benchmarks.spark;

import dev.sluice.benchmarks.harness.Busy;
import dev.sluice.benchmarks.harness.Contestant;
import dev.sluice.benchmarks.harness.Ingest;
import dev.sluice.benchmarks.harness.Job;
import dev.sluice.benchmarks.harness.Pipeline;
import dev.sluice.benchmarks.harness.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.streaming.Durations;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaInputDStream;
import org.apache.spark.streaming.api.java.JavaStreamingContext;

/**
 * Spark Streaming's DStreams in local mode, by its Java API. Options: {@code master} and any {@code
 * spark.} key. Confined to the driver's thread.
 */
@SuppressWarnings("deprecation") // All of DStreams is, and is what is measured.
final class Spark implements Contestant {
  // What the heap holds of received records with room to spare.
  private static final long IN_FLIGHT = 8_000_000;
  private static final long BLOCK_MS = 200;
  private static final int MOST_LOOKS = 3000;

  private Optional<JavaSparkContext> spark = Optional.empty();
  private Optional<JavaStreamingContext> streaming = Optional.empty();
  private Optional<Progress> progress = Optional.empty();
  private Optional<Path> checkpoints = Optional.empty();

  Spark() {}

  @Override
  public String version() {
    return org.apache.spark.package$.MODULE$.SPARK_VERSION();
  }

  @Override
  public boolean supports(Settings settings) {
    return true;
  }

  @Override
  public int lanes(Settings settings) {
    return 1;
  }

  @Override
  public void open(Settings settings) throws IOException {
    // One block a batch where batches are shorter than the default block interval.
    long blockMs = Math.min(BLOCK_MS, settings.shortestBatchMs());
    SparkConf conf =
        new SparkConf()
            .setMaster(settings.option("master", "local[2]"))
            .setAppName("benchmarks")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1")
            .set("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
            .set("spark.streaming.blockInterval", blockMs + "ms")
            .set("spark.streaming.stopSparkContextByDefault", "false");
    settings
        .options()
        .forEach(
            (key, value) -> {
              if (key.startsWith("spark.")) {
                conf.set(key, value);
              }
            });
    spark = Optional.of(new JavaSparkContext(conf));
    checkpoints = Optional.of(Files.createTempDirectory("benchmarks-spark"));
  }

  @Override
  public void start(Job job) {
    JavaStreamingContext context =
        new JavaStreamingContext(spark.orElseThrow(), Durations.milliseconds(job.batchMs()));
    BatchSize size = batchSize(job);
    if (job.pipeline().keepsState() || job.pipeline() == Pipeline.TOP_WORDS) {
      context.checkpoint(checkpoints.orElseThrow().toString());
    }
    Programs.build(job, records(context, job, size));
    Progress listener = new Progress(job.feed(), size);
    context.ssc().addStreamingListener(listener);
    streaming = Optional.of(context);
    progress = Optional.of(listener);
    context.start();
  }

  private static JavaDStream<String> records(
      JavaStreamingContext context, Job job, BatchSize size) {
    if (job.pipeline().keepsState() || job.is(Ingest.DIRECT)) {
      return new JavaInputDStream<>(new FeedStream(context.ssc(), size), FeedRdd.STRING);
    }
    if (job.is(Ingest.TCP)) {
      return context.socketTextStream("127.0.0.1", job.port(), StorageLevel.MEMORY_ONLY());
    }
    if (!job.paced()) {
      job.feed().limitInFlight(IN_FLIGHT);
    }
    return context.receiverStream(
        new FeedReceiver(job.is(Ingest.BULK), StorageLevel.MEMORY_ONLY()));
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
    for (int i = 0; i < MOST_LOOKS && pending() > 1; i++) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private int pending() {
    return streaming.orElseThrow().ssc().scheduler().getPendingTimes().size();
  }

  @Override
  public Optional<Busy> busy() {
    return progress.map(Progress::busy);
  }

  @Override
  public void stop() {
    streaming.orElseThrow().stop(false, false);
  }

  @Override
  public void close() throws IOException {
    spark.orElseThrow().stop();
    try (Stream<Path> files = Files.walk(checkpoints.orElseThrow())) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    }
  }
}
