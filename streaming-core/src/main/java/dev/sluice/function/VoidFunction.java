package dev.sluice.function;

import java.io.Serializable;

/** A serializable action on a {@code T}, run for its effect. */
@FunctionalInterface
public interface VoidFunction<T> extends Serializable {

  /** Applies the function; whatever it throws fails the task that called it. */
  void call(T value) throws Exception;
}
