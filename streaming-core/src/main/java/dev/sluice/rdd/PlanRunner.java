package dev.sluice.rdd;

import java.util.List;

/** What datasets need of an engine. Thread-safe. */
public interface PlanRunner {
  /** How many partitions a dataset has when nobody says. */
  int defaultParallelism();

  /**
   * Runs a job over some partitions and waits for it.
   *
   * @param partitions partition numbers, each below {@code plan.partitions()}
   * @return the results in the order of {@code partitions}
   * @throws JobException if a task failed as often as the engine allows (its cause is the user's
   *     own exception), or if the job was cancelled
   */
  <T, R> List<R> run(Plan<T> plan, List<Integer> partitions, PartitionFunction<T, R> function);

  /** Drops the kept partitions of a plan node. */
  void unpersist(long planId);

  /** Hands a value to every worker once. */
  <T> Broadcast<T> broadcast(T value);
}
