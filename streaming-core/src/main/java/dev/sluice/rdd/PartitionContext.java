package dev.sluice.rdd;

/**
 * A task while it computes a partition of a node below its own. Confined to the task's thread.
 *
 * @param task the task
 * @param partition the number within the node
 */
record PartitionContext(TaskContext task, int partition) implements TaskContext {
  @Override
  public int attempt() {
    return task.attempt();
  }

  @Override
  public boolean isCancelled() {
    return task.isCancelled();
  }

  @Override
  public <S> S service(Class<S> type) {
    return task.service(type);
  }

  @Override
  public void onEnd(AutoCloseable action) {
    task.onEnd(action);
  }

  @Override
  public TaskContext at(int number) {
    return task.at(number);
  }
}
