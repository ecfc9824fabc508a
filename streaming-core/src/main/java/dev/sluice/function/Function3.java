package dev.sluice.function;

import java.io.Serializable;

/** A serializable function of three arguments that yields an {@code R}. */
@FunctionalInterface
public interface Function3<A, B, C, R> extends Serializable {

  /** Applies the function; whatever it throws fails the task that called it. */
  R call(A first, B second, C third) throws Exception;
}
