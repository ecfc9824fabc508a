package dev.sluice.receiver;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Resources that are closed together, the last one first. Thread-safe: guarded by its monitor. */
final class ClosingStack {
  private final Deque<Closeable> resources = new ArrayDeque<>();
  private boolean closed;

  /** Takes a resource; closes it at once if the others are closed. */
  synchronized void push(Closeable resource) throws IOException {
    if (closed) {
      resource.close();
    } else {
      resources.push(resource);
    }
  }

  /** Closes all, even if some fail; idempotent. */
  void close() throws IOException {
    IOException failure = null;
    for (Closeable resource = next(); resource != null; resource = next()) {
      try {
        resource.close();
      } catch (IOException e) {
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

  private synchronized @Nullable Closeable next() {
    closed = true;
    return resources.poll();
  }
}
