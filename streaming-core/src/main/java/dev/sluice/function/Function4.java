package dev.sluice.function;

import java.io.Serializable;

/** A serializable function of four arguments that yields an {@code R}. */
@FunctionalInterface
public interface Function4<A, B, C, D, R> extends Serializable {

  /** Applies the function; whatever it throws fails the task that called it. */
  R call(A first, B second, C third, D fourth) throws Exception;
}
