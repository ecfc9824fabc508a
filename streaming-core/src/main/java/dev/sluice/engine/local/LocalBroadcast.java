package dev.sluice.engine.local;

import dev.sluice.rdd.Broadcast;
import org.jspecify.annotations.Nullable;

/**
 * A value that all tasks share. Thread-safe: the value is volatile.
 *
 * @param <T> the value
 */
final class LocalBroadcast<T> implements Broadcast<T> {
  private static final long serialVersionUID = 1L;

  /** Holds the value so that a null one differs from none. */
  private transient volatile @Nullable Holder<T> holder;

  LocalBroadcast(T value) {
    holder = new Holder<>(value);
  }

  @Override
  public T value() {
    Holder<T> current = holder;
    if (current == null) {
      throw new IllegalStateException(
          "Cannot read a broadcast value: it was destroyed, expected one that was not");
    }
    return current.value;
  }

  @Override
  public void destroy() {
    holder = null;
  }

  private record Holder<T>(T value) {}
}
