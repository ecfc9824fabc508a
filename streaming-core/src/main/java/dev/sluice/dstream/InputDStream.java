package dev.sluice.dstream;

/**
 * A stream that comes from outside: its records are those a receiver stored or a source chose for
 * each batch. Thread-safe as {@link DStream} is.
 *
 * @param <T> the records
 */
public final class InputDStream<T> extends DStream<T> {
  private final int streamId;

  InputDStream(Operator<T> operator, int streamId) {
    super(operator);
    this.streamId = streamId;
  }

  /** The number of the stream, from 0 in the order of definition. */
  public int streamId() {
    return streamId;
  }
}
