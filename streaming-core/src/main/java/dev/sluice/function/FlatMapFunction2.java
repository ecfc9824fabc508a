package dev.sluice.function;

import java.io.Serializable;

/** A serializable function of two arguments that yields any number of {@code R}, in order. */
@FunctionalInterface
public interface FlatMapFunction2<A, B, R> extends Serializable {

  /** Applies the function; whatever it throws fails the task that called it. */
  Iterable<R> call(A first, B second) throws Exception;
}
