package dev.sluice.dstream;

import java.util.Optional;

/**
 * A stream that comes from outside: its records are those a receiver stored or a source chose for
 * each batch. Thread-safe as {@link DStream} is.
 *
 * @param <T> the records
 */
public final class InputDStream<T> extends DStream<T> {
  private final InputOperator<T> input;

  InputDStream(InputOperator<T> operator) {
    super(operator);
    this.input = operator;
  }

  /**
   * The number of the stream, from 0 in the order of definition; in a program that starts again,
   * from the start on, the one it had before.
   */
  public int streamId() {
    return input.streamId();
  }

  /** The source that is asked for each batch; empty if a receiver feeds the stream. */
  public Optional<InputSource<?>> source() {
    return input.input("") instanceof GraphInput.OfSource withSource
        ? Optional.of(withSource.source())
        : Optional.empty();
  }
}
