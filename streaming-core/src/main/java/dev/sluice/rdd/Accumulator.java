package dev.sluice.rdd;

import java.io.Serializable;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A value that tasks add to and the driver reads. What a task adds counts once, when the task
 * succeeds, however often it is tried; in transformations it counts each time they are computed.
 * Thread-safe: guarded by its monitor.
 *
 * @param <T> what is added
 * @param <R> the value
 */
public abstract sealed class Accumulator<T, R> implements Serializable
    permits LongAccumulator,
        DoubleAccumulator,
        CollectionAccumulator,
        MergingAccumulator,
        PartitionCounts {
  private static final long serialVersionUID = 1L;
  private static final AtomicLong NEXT_ID = new AtomicLong();

  private final String name;
  private final long id;
  private final boolean isPart;

  Accumulator(String name) {
    this.name = name;
    this.id = NEXT_ID.getAndIncrement();
    this.isPart = false;
  }

  /** A part of another one. */
  Accumulator(Accumulator<T, R> whole) {
    this.name = whole.name();
    this.id = whole.id();
    this.isPart = true;
  }

  /** A number that no other accumulator of the process has that made it. */
  final long id() {
    return id;
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

  /** All that was added, for {@link #absorbContent} in another process. */
  abstract Object content();

  /** Adds what another part had. */
  abstract void absorbContent(Object content);

  /** Tasks of other processes get an empty part; what they add comes back as updates. */
  final Object writeReplace() {
    if (isPart) {
      return this;
    }
    AccumulatorUpdate.expect(this);
    return emptyPart();
  }
}
