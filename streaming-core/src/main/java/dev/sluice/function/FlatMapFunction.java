package dev.sluice.function;

import java.io.Serializable;

/** A serializable function from a {@code T} to any number of {@code R}, in order. */
@FunctionalInterface
public interface FlatMapFunction<T, R> extends Serializable {

  /** Applies the function; whatever it throws fails the task that called it. */
  Iterable<R> call(T value) throws Exception;
}
