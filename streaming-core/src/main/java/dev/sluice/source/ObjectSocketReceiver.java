package dev.sluice.source;

import dev.sluice.function.Function;
import dev.sluice.rdd.StorageLevel;
import java.io.InputStream;

/**
 * Receives what a function of the user reads from the connection. Confined as {@link
 * SocketReceiver} is.
 *
 * @param <T> the records
 */
final class ObjectSocketReceiver<T> extends SocketReceiver<T> {
  private static final long serialVersionUID = 1L;

  private final Function<InputStream, Iterable<T>> converter;

  ObjectSocketReceiver(
      SocketTarget target, StorageLevel level, Function<InputStream, Iterable<T>> converter) {
    super(target, level);
    this.converter = converter;
  }

  @Override
  void receive(InputStream in) throws Exception {
    for (T record : converter.call(in)) {
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      store(record);
    }
  }
}
