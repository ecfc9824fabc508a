package dev.sluice.function;

import java.io.Serializable;

/** A serializable action on two arguments, run for its effect. */
@FunctionalInterface
public interface VoidFunction2<A, B> extends Serializable {

  /** Applies the function; whatever it throws fails the task that called it. */
  void call(A first, B second) throws Exception;
}
