package dev.sluice.function;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Two values that travel together, a key and its value for instance. Either may be null. Immutable
 * as far as its components are; it can be serialized if they can.
 *
 * @param _1 the first value
 * @param _2 the second value
 */
public record Tuple2<A extends @Nullable Object, B extends @Nullable Object>(A _1, B _2)
    implements Serializable {

  /** Returns the same two values in the other order. */
  public Tuple2<B, A> swap() {
    return new Tuple2<>(_2, _1);
  }

  /** Returns {@code (first,second)}. */
  @Override
  public String toString() {
    return "(" + _1 + "," + _2 + ")";
  }
}
