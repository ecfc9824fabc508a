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

  /**
   * Whether tasks run in this process, so that what they return is the very object that they have
   * rather than a copy.
   */
  default boolean isEmbedded() {
    return true;
  }

  /**
   * The engine's own form of a plan, such as a dataset of Apache Spark.
   *
   * @throws IllegalArgumentException if the engine has none of that type
   */
  default <S> S unwrap(Plan<?> plan, Class<S> type) {
    throw new IllegalArgumentException(
        "Cannot unwrap a dataset: the engine of this program has no %s, expected the engine that has"
            .formatted(type.getName()));
  }
}
