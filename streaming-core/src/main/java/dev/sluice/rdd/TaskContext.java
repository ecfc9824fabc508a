package dev.sluice.rdd;

/** What a running task knows of itself. Confined to the task's thread. */
public interface TaskContext {
  /** The partition that is computed, from 0. */
  int partition();

  /** 0 for the first try, 1 for the first retry and so on. */
  int attempt();

  /** Whether the job no longer wants this task; long loops stop when it is. */
  boolean isCancelled();

  /**
   * A service of the engine that runs this task, such as its block store.
   *
   * @throws IllegalArgumentException if the engine offers none of that type
   */
  <S> S service(Class<S> type);

  /** Runs the action when the task ends, however it ends; last registered, first run. */
  void onEnd(AutoCloseable action);

  /**
   * The same task while it computes a partition of one of the plan nodes below: the context that an
   * engine hands to a split or a function of partitions, so that {@link #partition()} is the number
   * within that node, whatever the number of the task is.
   */
  default TaskContext at(int partition) {
    return partition == partition() ? this : new PartitionContext(this, partition);
  }
}
