package dev.sluice.receiver;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Resources that are closed together, the last one first. Thread-safe: guarded by its monitor. */
final class ClosingStack {
  private final Deque<AutoCloseable> resources = new ArrayDeque<>();
  private boolean closed;

  /** Takes a resource; closes it at once if the others are closed. */
  synchronized void push(AutoCloseable resource) throws Exception {
    if (closed) {
      resource.close();
    } else {
      resources.push(resource);
    }
  }

  /** Closes all, even if some fail; idempotent. */
  void close() throws Exception {
    Exception failure = null;
    for (AutoCloseable resource = next(); resource != null; resource = next()) {
      try {
        resource.close();
      } catch (Exception e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private synchronized @Nullable AutoCloseable next() {
    closed = true;
    return resources.poll();
  }
}
