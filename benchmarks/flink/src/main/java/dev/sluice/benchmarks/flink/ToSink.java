package dev.sluice.benchmarks.flink;

import java.io.Serializable;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Hands each element to an action. Immutable. */
final class ToSink<T> implements Sink<T> {
  /** What is done with an element. */
  interface Action<T> extends Serializable {
    void accept(T value);
  }

  private static final long serialVersionUID = 1L;

  private final Action<T> action;

  ToSink(Action<T> action) {
    this.action = action;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    Action<T> accept = action;
    return new SinkWriter<>() {
      @Override
      public void write(T element, Context context) {
        accept.accept(element);
      }

      @Override
      public void flush(boolean endOfInput) {}

      @Override
      public void close() {}
    };
  }
}
