package dev.sluice.benchmarks.flink;

import dev.sluice.benchmarks.harness.Contestant;
import dev.sluice.benchmarks.harness.Ingest;
import dev.sluice.benchmarks.harness.Job;
import dev.sluice.benchmarks.harness.Pipeline;
import dev.sluice.benchmarks.harness.Settings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Flink's DataStream API: parallelism 2, objects reused, heap state, no checkpoints. Confined to
 * the driver's thread.
 */
final class Flink implements Contestant {
  private static final int PARALLELISM = 2;
  private static final long PATIENCE_SECONDS = 30;

  private Optional<JobClient> client = Optional.empty();

  Flink() {}

  @Override
  public String version() {
    return EnvironmentInformation.getVersion();
  }

  @Override
  public boolean supports(Settings settings) {
    return settings.workload().pipeline() != Pipeline.FULL_COUNT && !settings.is(Ingest.DIRECT);
  }

  @Override
  public int lanes(Settings settings) {
    return settings.workload().paced() || settings.is(Ingest.TCP) ? 1 : 2;
  }

  @Override
  public void open(Settings settings) {}

  @Override
  public void start(Job job) throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(PARALLELISM, configuration(job));
    Programs.build(job, records(env, job));
    JobClient started = env.executeAsync("benchmarks");
    client = Optional.of(started);
    while (started.getJobStatus().get(PATIENCE_SECONDS, TimeUnit.SECONDS) != JobStatus.RUNNING) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  private static Configuration configuration(Job job) {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    if (job.paced() || job.batchMs() < 1000) {
      long timeoutMs = Math.max(1, Math.min(100, job.batchMs() / 10));
      configuration.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(timeoutMs));
    }
    return configuration;
  }

  private static DataStream<String> records(StreamExecutionEnvironment env, Job job) {
    if (job.is(Ingest.TCP)) {
      return env.socketTextStream("127.0.0.1", job.port());
    }
    WatermarkStrategy<String> watermarks =
        job.pipeline() == Pipeline.TOP_WORDS ? ingestionTime() : WatermarkStrategy.noWatermarks();
    return env.fromSource(new FeedSource(job.is(Ingest.BULK)), watermarks, "feed", Types.STRING)
        .setParallelism(job.feed().lanes());
  }

  private static WatermarkStrategy<String> ingestionTime() {
    return WatermarkStrategy.<String>forGenerator(context -> new ClockWatermarks())
        .withTimestampAssigner((line, before) -> System.currentTimeMillis());
  }

  @Override
  public void stop() throws Exception {
    JobClient running = client.orElseThrow();
    running.cancel().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    while (!running
        .getJobStatus()
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .isGloballyTerminalState()) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  @Override
  public void close() {}
}
