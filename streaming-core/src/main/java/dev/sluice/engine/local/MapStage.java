package dev.sluice.engine.local;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A running computation of a shuffle's map side. It belongs to the job that began it; others may
 * wait for it. Guarded by the monitor of its {@link Jobs}.
 */
final class MapStage {
  private final Job<?> owner;
  private final ShuffleOutput<?, ?, ?> output;
  private final Object[][] buckets;
  private final TaskSet tasks;
  private final Set<Job<?>> waiting = new LinkedHashSet<>();

  MapStage(Job<?> owner, ShuffleOutput<?, ?, ?> output, Object[][] buckets, TaskSet tasks) {
    this.owner = owner;
    this.output = output;
    this.buckets = buckets;
    this.tasks = tasks;
  }

  Job<?> owner() {
    return owner;
  }

  ShuffleOutput<?, ?, ?> output() {
    return output;
  }

  /** What the tasks make, each at its index; also tells this stage from others. */
  Object[][] buckets() {
    return buckets;
  }

  TaskSet tasks() {
    return tasks;
  }

  Set<Job<?>> waiting() {
    return waiting;
  }
}
