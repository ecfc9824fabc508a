package dev.sluice.ui.web;

import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * One who is told events, one write at a time. Thread-safe: guarded by its monitor, which is not
 * held while it writes.
 */
final class Viewer {
  private final Response response;
  private final Callback done;
  private boolean writing;
  private boolean gone;
  private long told = -1;

  Viewer(Response response, Callback done) {
    this.response = response;
    this.done = done;
  }

  /** Whether what it was told last has been written. */
  synchronized boolean isReady() {
    return !writing && !gone;
  }

  /** Whether the connection is lost. */
  synchronized boolean isGone() {
    return gone;
  }

  /** How many batches had ended when it was told last; -1 at first. */
  synchronized long told() {
    return told;
  }

  /**
   * Tells it.
   *
   * @param ended how many batches have ended by now
   */
  void tell(ByteBuffer event, long ended) {
    synchronized (this) {
      writing = true;
      told = ended;
    }
    response.write(false, event, Callback.from(this::written, failure -> lost(failure)));
  }

  private synchronized void written() {
    writing = false;
  }

  private void lost(Throwable failure) {
    synchronized (this) {
      gone = true;
    }
    done.failed(failure);
  }

  /** Tells it for the last time, unless it has not read what it was told before. */
  void end(ByteBuffer event) {
    synchronized (this) {
      if (writing || gone) {
        return;
      }
      gone = true;
    }
    response.write(true, event, done);
  }
}
