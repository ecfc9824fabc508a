package dev.sluice.function;

import java.io.Serializable;

/** A serializable function of two arguments that yields an {@code R}. */
@FunctionalInterface
public interface Function2<A, B, R> extends Serializable {

  /** Applies the function; whatever it throws fails the task that called it. */
  R call(A first, B second) throws Exception;
}
