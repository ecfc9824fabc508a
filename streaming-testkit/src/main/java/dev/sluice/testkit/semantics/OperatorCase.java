package dev.sluice.testkit.semantics;

import dev.sluice.dstream.DStreamLike;

/**
 * A use of an operator: a program, and what it means. Immutable.
 *
 * @param operator the method and the types of its parameters, such as {@code map(Function)}
 */
record OperatorCase(String operator, Comparison comparison, Program program, Meaning meaning) {
  /** Makes a stream of the inputs. */
  @FunctionalInterface
  interface Transformation {
    DStreamLike<?, ?, ?> of(Streams in);
  }

  /** Defines whatever it likes and says what to look at. */
  @FunctionalInterface
  interface Program {
    Observed of(Streams in);
  }

  /** The same on plain lists. */
  @FunctionalInterface
  interface Meaning {
    Model<?> of(Models in);
  }

  static OperatorCase stream(
      String operator, Comparison comparison, Transformation program, Meaning meaning) {
    return new OperatorCase(operator, comparison, in -> Streams.collect(program.of(in)), meaning);
  }

  @Override
  public String toString() {
    return operator;
  }
}
