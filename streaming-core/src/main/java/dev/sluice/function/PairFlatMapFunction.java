package dev.sluice.function;

import java.io.Serializable;

/** A serializable function from a {@code T} to any number of keys with their values, in order. */
@FunctionalInterface
public interface PairFlatMapFunction<T, K, V> extends Serializable {

  /** Applies the function; whatever it throws fails the task that called it. */
  Iterable<Tuple2<K, V>> call(T value) throws Exception;
}
