package dev.sluice.engine;

import java.time.Duration;

/**
 * A stage of a job that has ended: tasks that need nothing of each other. Immutable.
 *
 * @param name what it does, such as {@code map stage of shuffle 7}
 * @param outcome how it ended
 * @param tasks how many partitions it has
 * @param tasksDone how many of them were computed
 * @param tasksFailed how many attempts failed
 * @param startMs when its tasks were handed over to be run, in the clock's milliseconds
 * @param took how long it took from then on, whatever the clock
 */
public record StageInfo(
    String name,
    Outcome outcome,
    int tasks,
    int tasksDone,
    int tasksFailed,
    long startMs,
    Duration took) {
  /** How a stage ended. */
  public enum Outcome {
    /** All partitions were computed. */
    COMPLETED,
    /** A task failed for the last time. */
    FAILED,
    /** Nobody waits for it any more. */
    CANCELLED
  }
}
