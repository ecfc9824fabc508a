package dev.sluice.rdd;

import java.io.Serializable;

/**
 * A value that tasks add to and the driver reads. What a task adds counts once, when the task
 * succeeds, however often it is tried; in transformations it counts each time they are computed.
 * Thread-safe: guarded by its monitor.
 *
 * @param <T> what is added
 * @param <R> the value
 */
public abstract sealed class Accumulator<T, R> implements Serializable
    permits LongAccumulator, DoubleAccumulator, CollectionAccumulator, MergingAccumulator {
  private static final long serialVersionUID = 1L;

  private final String name;

  Accumulator(String name) {
    this.name = name;
  }

  /** The name for people; empty if none was given. */
  public final String name() {
    return name;
  }

  /** Adds to the value, or to the task's part of it when called by a task. */
  public abstract void add(T amount);

  /** What tasks that succeeded and the driver have added so far. */
  public abstract R value();

  /** Whether nothing was added. */
  public abstract boolean isZero();

  /** Forgets all that was added. */
  public abstract void reset();

  /** Whether what a task adds counts even if the task fails. */
  boolean countsFailedAttempts() {
    return false;
  }

  /** A part to which nothing was added. */
  abstract Accumulator<T, R> emptyPart();

  /** Adds all that was added to a part, which is of the same class. */
  abstract void absorb(Accumulator<?, ?> part);
}
