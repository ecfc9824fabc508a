package dev.sluice.source;

import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Receives from a socket: connects, reads until the other side closes the connection or something
 * fails, then asks to be restarted. Each start has a {@link SocketReader} of its own; at no time do
 * two of them read.
 *
 * <p>Confined to the supervisor's thread, but for {@link #receive}, which the reader's thread
 * calls.
 *
 * @param <T> the records
 */
abstract class SocketReceiver<T> extends Receiver<T> {
  private static final long serialVersionUID = 1L;

  private final SocketTarget target;

  private transient @Nullable SocketReader reader;

  SocketReceiver(SocketTarget target, StorageLevel level) {
    super(level);
    this.target = target;
  }

  /** Stores all records that come until the end of the stream. */
  abstract void receive(InputStream in) throws Exception;

  @Override
  public final void onStart() {
    reader = SocketReader.start(this, target, reader);
  }

  @Override
  public final void onStop() {
    if (reader != null) {
      reader.close();
    }
  }
}
