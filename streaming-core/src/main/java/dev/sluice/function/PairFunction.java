package dev.sluice.function;

import java.io.Serializable;

/** A serializable function from a {@code T} to a key and its value. */
@FunctionalInterface
public interface PairFunction<T, K, V> extends Serializable {

  /** Applies the function; whatever it throws fails the task that called it. */
  Tuple2<K, V> call(T value) throws Exception;
}
