package dev.sluice.receiver;

import dev.sluice.rdd.StorageLevel;
import org.jspecify.annotations.Nullable;

/**
 * A reliable receiver with one thread that reads, which is started, ended and waited for here.
 * Write {@link #read} and {@link #acknowledge}.
 *
 * <p>What {@code read} opens it gives to {@link #closeOnStop}. When the receiver stops, that is
 * closed and the thread interrupted, so that {@code read} ends. Until then it reads; if it throws
 * or returns, the receiver starts again after a while, longer with each failure in a row (rules 14
 * and 15). When the program stops, {@code store} throws, and what was stored is still acknowledged
 * before anything is closed.
 *
 * @param <T> the records
 * @param <P> the positions
 */
public abstract class ReadingReceiver<T, P> extends ReliableReceiver<T, P> {
  private static final long serialVersionUID = 1L;

  private transient volatile @Nullable Reading reading;

  /**
   * A receiver whose blocks are kept at a level.
   *
   * @throws IllegalArgumentException if nothing is kept at that level
   */
  protected ReadingReceiver(StorageLevel storageLevel) {
    super(storageLevel);
  }

  /**
   * Connects to the source, and stores what it has with {@link #store(Object, Object)} until the
   * receiver stops. Called on a thread of its own, one at a time, for each attempt.
   *
   * @throws Exception reported, unless the receiver is being stopped
   */
  protected abstract void read() throws Exception;

  /** Has something closed when the receiver stops, the last first; at once if it has stopped. */
  protected final <C extends AutoCloseable> C closeOnStop(C resource) throws Exception {
    Reading current = reading;
    if (current == null) {
      throw new IllegalStateException("Cannot keep a connection: the receiver was not started");
    }
    current.keep(resource);
    return resource;
  }

  @Override
  public final void onStart() {
    Reading next = new Reading();
    reading = next;
    next.thread.start();
  }

  @Override
  public final void onStop() throws Exception {
    Reading current = reading;
    if (current != null) {
      current.stop();
    }
  }

  /** One attempt. Thread-safe: what is open has a lock of its own, the flag is volatile. */
  private final class Reading {
    private final Thread thread = new Thread(this::run, "reader-of-" + streamId());
    private final ClosingStack open = new ClosingStack();
    private volatile boolean stopped;

    void keep(AutoCloseable resource) throws Exception {
      open.push(resource);
    }

    private void run() {
      String message = "The source has ended";
      Throwable failure = null;
      try {
        read();
      } catch (ReceiverStoppedException end) {
        stopped = true;
      } catch (Throwable thrown) {
        message = "Cannot read from the source";
        failure = thrown;
      }
      if (!stopped) {
        restart(message, failure);
      }
    }

    void stop() throws Exception {
      stopped = true;
      try {
        open.close();
      } finally {
        thread.interrupt();
        thread.join();
      }
    }
  }
}
