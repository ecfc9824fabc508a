package dev.sluice.spark;

import dev.sluice.engine.StageInfo;
import dev.sluice.engine.StageInfo.Outcome;
import dev.sluice.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.spark.Success$;
import org.apache.spark.TaskKilled;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Tells whoever submitted a job of its stages, from Spark's events. Confined to the thread of
 * Spark's listeners, but for the jobs that are watched, which are in a concurrent map.
 */
final class StageEvents extends SparkListener {
  /** The property of a job that names it here. */
  static final String JOB = "dev.sluice.job";

  private static final String RESULT_STAGE = "result stage";

  private final Clock clock;
  private final ConcurrentMap<String, Watched> watched = new ConcurrentHashMap<>();
  private final Map<Integer, Watched> byJob = new HashMap<>();
  private final Map<Integer, Watched> byStage = new HashMap<>();
  private final Map<Attempt, Progress> running = new HashMap<>();

  StageEvents(Clock clock) {
    this.clock = clock;
  }

  /** A job whose stages are told of. */
  private record Watched(
      Consumer<? super StageInfo> told,
      BooleanSupplier isCancelled,
      CompletableFuture<Void> ended) {}

  /** An attempt at a stage. */
  private record Attempt(int stage, int number) {
    static Attempt of(org.apache.spark.scheduler.StageInfo stage) {
      return new Attempt(stage.stageId(), stage.attemptNumber());
    }
  }

  /** How far an attempt is. */
  private static final class Progress {
    private final long startMs;
    private int done;
    private int failed;

    Progress(long startMs) {
      this.startMs = startMs;
    }
  }

  /**
   * A job will be submitted under this name.
   *
   * @return complete when all of its stages have been told of
   */
  CompletableFuture<Void> watch(
      String name, Consumer<? super StageInfo> told, BooleanSupplier isCancelled) {
    CompletableFuture<Void> ended = new CompletableFuture<>();
    watched.put(name, new Watched(told, isCancelled, ended));
    return ended;
  }

  /** The job will not begin, or its end is not waited for. */
  void forget(String name) {
    watched.remove(name);
  }

  @Override
  public void onJobStart(SparkListenerJobStart start) {
    String name = start.properties() == null ? null : start.properties().getProperty(JOB);
    Watched job = name == null ? null : watched.remove(name);
    if (job != null) {
      byJob.put(start.jobId(), job);
      CollectionConverters.asJava(start.stageInfos())
          .forEach(stage -> byStage.putIfAbsent(stage.stageId(), job));
    }
  }

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted submitted) {
    if (byStage.containsKey(submitted.stageInfo().stageId())) {
      running.put(Attempt.of(submitted.stageInfo()), new Progress(clock.millis()));
    }
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    Progress progress = running.get(new Attempt(end.stageId(), end.stageAttemptId()));
    if (progress != null) {
      if (end.reason() == Success$.MODULE$) {
        progress.done++;
      } else if (!(end.reason() instanceof TaskKilled)) {
        progress.failed++;
      }
    }
  }

  @Override
  public void onStageCompleted(SparkListenerStageCompleted completed) {
    org.apache.spark.scheduler.StageInfo stage = completed.stageInfo();
    Progress progress = running.remove(Attempt.of(stage));
    Watched job = byStage.get(stage.stageId());
    if (progress != null && job != null) {
      job.told().accept(told(stage, progress, job));
    }
  }

  private static StageInfo told(
      org.apache.spark.scheduler.StageInfo stage, Progress progress, Watched job) {
    boolean isDone = stage.failureReason().isEmpty();
    Outcome outcome =
        isDone
            ? Outcome.COMPLETED
            : job.isCancelled().getAsBoolean() ? Outcome.CANCELLED : Outcome.FAILED;
    int tasks = stage.numTasks();
    return new StageInfo(
        name(stage),
        outcome,
        tasks,
        isDone ? tasks : Math.min(tasks, progress.done),
        progress.failed,
        progress.startMs,
        took(stage));
  }

  /** The last dataset of a stage has a name if it feeds a shuffle. */
  private static String name(org.apache.spark.scheduler.StageInfo stage) {
    String dataset = stage.rddInfos().head().name();
    return dataset.startsWith(PieceRdd.STAGE) ? dataset : RESULT_STAGE;
  }

  private static Duration took(org.apache.spark.scheduler.StageInfo stage) {
    if (stage.submissionTime().isEmpty() || stage.completionTime().isEmpty()) {
      return Duration.ZERO;
    }
    long begun = (Long) stage.submissionTime().get();
    long ended = (Long) stage.completionTime().get();
    return Duration.ofMillis(Math.max(0, ended - begun));
  }

  @Override
  public void onJobEnd(SparkListenerJobEnd end) {
    Watched job = byJob.remove(end.jobId());
    if (job != null) {
      byStage.values().removeIf(job::equals);
      running.keySet().removeIf(attempt -> !byStage.containsKey(attempt.stage()));
      job.ended().complete(null);
    }
  }
}
