package dev.sluice.engine;

import java.util.List;

/**
 * A job that was started. Thread-safe.
 *
 * @param <R> the result of a partition
 */
public interface JobHandle<R> {
  /**
   * Waits for the job.
   *
   * @return the results in the order in which partitions were asked for
   * @throws dev.sluice.rdd.JobException if a task failed for good or the job was cancelled. An
   *     interrupt of the waiting thread cancels the job, too, and stays set.
   */
  List<R> await();

  /** Cancels the job; its tasks are interrupted. Without effect on a job that ended. */
  void cancel(String reason);
}
