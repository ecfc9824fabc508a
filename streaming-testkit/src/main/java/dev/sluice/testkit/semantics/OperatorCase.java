package dev.sluice.testkit.semantics;

import dev.sluice.dstream.DStreamLike;

/**
 * A use of an operator: a program, and what it means. Immutable.
 *
 * @param operator the method and the types of its parameters, such as {@code map(Function)}
 * @param restarted what becomes of it when the program starts again
 */
record OperatorCase(
    String operator, Comparison comparison, Restarted restarted, Program program, Meaning meaning) {
  OperatorCase(String operator, Comparison comparison, Program program, Meaning meaning) {
    this(operator, comparison, Restarted.GOES_ON, program, meaning);
  }

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

  /** The same, but for what becomes of it when the program starts again. */
  OperatorCase when(Restarted other) {
    return new OperatorCase(operator, comparison, other, program, meaning);
  }

  @Override
  public String toString() {
    return operator;
  }
}
