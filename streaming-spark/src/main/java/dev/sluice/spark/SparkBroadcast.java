package dev.sluice.spark;

import dev.sluice.rdd.Broadcast;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value that Spark hands to every executor once. Thread-safe: the mark is volatile.
 *
 * @param <T> the value
 */
final class SparkBroadcast<T> implements Broadcast<T> {
  private static final long serialVersionUID = 1L;

  private final org.apache.spark.broadcast.Broadcast<HeldPart> content;
  private volatile boolean destroyed;

  SparkBroadcast(org.apache.spark.broadcast.Broadcast<HeldPart> content) {
    this.content = content;
  }

  static HeldPart held(@Nullable Object value) {
    return new HeldPart(java.util.Collections.singletonList(value));
  }

  @Override
  @SuppressWarnings("unchecked") // what was broadcast
  public T value() {
    if (destroyed) {
      throw new IllegalStateException(
          "Cannot read a broadcast value: it was destroyed, expected one that was not");
    }
    return (T) content.value().records().next();
  }

  @Override
  public void destroy() {
    destroyed = true;
    content.destroy();
  }

  @Override
  public String toString() {
    return "Broadcast " + List.of(content.id());
  }
}
