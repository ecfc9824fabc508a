package dev.sluice.function;

import java.io.Serializable;

/** A serializable function from a {@code T} to an {@code R}. */
@FunctionalInterface
public interface Function<T, R> extends Serializable {

  /** Applies the function; whatever it throws fails the task that called it. */
  R call(T value) throws Exception;
}
