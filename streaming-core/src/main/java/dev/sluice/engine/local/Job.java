package dev.sluice.engine.local;

import dev.sluice.engine.JobHandle;
import dev.sluice.engine.JobOptions;
import dev.sluice.rdd.JobException;
import dev.sluice.rdd.Plan;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A job: the map stages that are missing below its plan, then one task for each partition asked
 * for. Thread-safe: its stages are guarded by the monitor of its {@link Jobs}, the outcome is
 * volatile.
 *
 * @param <R> the result of a partition
 */
final class Job<R> implements JobHandle<R> {
  private final Jobs jobs;
  private final Plan<?> plan;
  private final List<Integer> partitions;
  private final JobOptions options;
  private final @Nullable Object[] results;
  private final Set<MapStage> awaited = new HashSet<>();
  private @Nullable TaskSet resultTasks;
  private volatile boolean over;
  private volatile @Nullable JobException failure;

  Job(Jobs jobs, Plan<?> plan, List<Integer> partitions, JobOptions options) {
    this.jobs = jobs;
    this.plan = plan;
    this.partitions = List.copyOf(partitions);
    this.options = options;
    this.results = new Object[partitions.size()];
  }

  Plan<?> plan() {
    return plan;
  }

  List<Integer> partitions() {
    return partitions;
  }

  JobOptions options() {
    return options;
  }

  boolean isOver() {
    return over;
  }

  void setResult(int index, @Nullable Object result) {
    results[index] = result;
  }

  /** The stages this job waits for. Guarded by the monitor of the jobs. */
  Set<MapStage> awaited() {
    return awaited;
  }

  /** The last stage, once it has begun. Guarded by the monitor of the jobs. */
  @Nullable TaskSet resultTasks() {
    return resultTasks;
  }

  /** Notes the last stage. Guarded by the monitor of the jobs. */
  void setResultTasks(TaskSet tasks) {
    resultTasks = tasks;
  }

  /** Ends the job; false if it is over. Guarded by the monitor of the jobs. */
  boolean finish(@Nullable JobException reason) {
    if (over) {
      return false;
    }
    failure = reason;
    over = true;
    return true;
  }

  @Override
  public List<R> await() {
    return await(() -> {});
  }

  /** Calls {@code first}, then waits. */
  @SuppressWarnings("unchecked")
  List<R> await(Runnable first) {
    try {
      jobs.help(this, first);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      cancel("the thread that waited for it was interrupted");
    }
    JobException reason = failure;
    if (reason != null) {
      throw new JobException(String.valueOf(reason.getMessage()), reason.getCause());
    }
    return (List<R>) Arrays.asList(results);
  }

  @Override
  public void cancel(String reason) {
    jobs.end(this, new JobException(describe() + ": it was cancelled, " + reason, null));
  }

  /** The failure of a stage of this job. */
  JobException failure(String stage, int partition, int attempts, Throwable cause) {
    return new JobException(
        describe()
            + ": partition "
            + partition
            + " of the "
            + stage
            + " failed, found "
            + cause.getClass().getName()
            + " in attempt "
            + attempts
            + " of "
            + attempts,
        cause);
  }

  /** The failure of a job that could not be planned. */
  JobException failure(Throwable cause) {
    return new JobException(
        describe() + ": its plan cannot be read, found " + cause.getClass().getName(), cause);
  }

  private String describe() {
    String name = options.description();
    return "Cannot complete " + (name.isEmpty() ? "a job" : "the job \"" + name + "\"");
  }
}
