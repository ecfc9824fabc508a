package dev.sluice.function;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Three values that travel together. Each may be null. Immutable as far as its components are; it
 * can be serialized if they can.
 *
 * @param _1 the first value
 * @param _2 the second value
 * @param _3 the third value
 */
public record Tuple3<
        A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>(
    A _1, B _2, C _3) implements Serializable {

  /** Returns {@code (first,second,third)}. */
  @Override
  public String toString() {
    return "(" + _1 + "," + _2 + "," + _3 + ")";
  }
}
