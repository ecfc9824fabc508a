package dev.sluice.function;

import java.io.Serializable;

/** A serializable function without arguments that yields an {@code R}. */
@FunctionalInterface
public interface Function0<R> extends Serializable {

  /** Applies the function; whatever it throws fails the task that called it. */
  R call() throws Exception;
}
