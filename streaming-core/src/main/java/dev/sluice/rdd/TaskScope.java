package dev.sluice.rdd;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt of a task adds to accumulators, kept apart until the attempt is known to count.
 * An engine begins a scope on the task's thread before the attempt and, on the same thread, commits
 * it if the attempt succeeded and its result is the one that is used, or else discards it. Scopes
 * nest: the outer one is back when the inner one ends. Confined to the task's thread.
 */
public final class TaskScope {
  private static final ThreadLocal<@Nullable TaskScope> CURRENT = new ThreadLocal<>();

  private final @Nullable TaskScope outer;
  private final IdentityHashMap<Accumulator<?, ?>, Accumulator<?, ?>> added =
      new IdentityHashMap<>();
  private boolean open = true;

  private TaskScope(@Nullable TaskScope outer) {
    this.outer = outer;
  }

  /** Begins a scope on the calling thread. */
  public static TaskScope begin() {
    TaskScope scope = new TaskScope(CURRENT.get());
    CURRENT.set(scope);
    return scope;
  }

  /** Whether the calling thread is within a scope, that is, runs a task. */
  public static boolean isOpen() {
    return CURRENT.get() != null;
  }

  /** Adds all that was kept apart to the accumulators and ends the scope. */
  public void commit() {
    end();
    added.forEach(Accumulator::absorb);
  }

  /**
   * Forgets what was kept apart, but for accumulators that count failed attempts, and ends the
   * scope.
   */
  public void discard() {
    end();
    added.forEach(
        (accumulator, part) -> {
          if (accumulator.countsFailedAttempts()) {
            accumulator.absorb(part);
          }
        });
  }

  /**
   * Ends the scope of a task of another process than that of the accumulators: they change when the
   * updates are applied there.
   *
   * @param succeeded whether the attempt did; else there are only the updates that count anyway
   */
  public List<AccumulatorUpdate> take(boolean succeeded) {
    end();
    List<AccumulatorUpdate> updates = new ArrayList<>();
    added.forEach(
        (accumulator, part) -> {
          if (succeeded || accumulator.countsFailedAttempts()) {
            updates.add(AccumulatorUpdate.of(accumulator, part));
          }
        });
    return updates;
  }

  private void end() {
    if (!open || CURRENT.get() != this) {
      throw new IllegalStateException(
          "Cannot end a task scope: it is not the calling thread's innermost one");
    }
    open = false;
    if (outer == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(outer);
    }
  }

  /** The part of an accumulator that the calling thread adds to: itself outside of all scopes. */
  @SuppressWarnings("unchecked") // an accumulator's part is of its own class
  static <A extends Accumulator<?, ?>> A part(A accumulator) {
    TaskScope scope = CURRENT.get();
    if (scope == null) {
      return accumulator;
    }
    return (A) scope.added.computeIfAbsent(accumulator, Accumulator::emptyPart);
  }
}
