package dev.sluice.streaming;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The extensions of one context. One that fails is reported and left out: nobody's batches depend
 * on it. Guarded by the monitor of the {@link LifeCycle} but for {@link #close}, which comes last.
 */
final class Extensions {
  private static final Logger LOG = LoggerFactory.getLogger(StreamingContext.class);

  private final List<AutoCloseable> running = Collections.synchronizedList(new ArrayList<>());

  /**
   * Begins all that there are.
   *
   * @throws IllegalArgumentException if one of them finds a setting impossible
   */
  void start(StreamingContext context) {
    Iterator<ContextExtension> found = ServiceLoader.load(ContextExtension.class).iterator();
    Optional<ContextExtension> next = next(found);
    while (next.isPresent()) {
      start(next.get(), context);
      next = next(found);
    }
  }

  /** The next one that can be made. */
  private static Optional<ContextExtension> next(Iterator<ContextExtension> found) {
    while (true) {
      try {
        return found.hasNext() ? Optional.of(found.next()) : Optional.empty();
      } catch (ServiceConfigurationError | LinkageError e) {
        LOG.warn("Cannot load an extension; the program goes on without it", e);
      }
    }
  }

  private void start(ContextExtension extension, StreamingContext context) {
    try {
      extension.start(context).ifPresent(running::add);
    } catch (IllegalArgumentException e) {
      throw e;
    } catch (Exception | LinkageError e) {
      LOG.warn(
          "Cannot start {}; the program goes on without it", extension.getClass().getName(), e);
    }
  }

  /** Ends all; idempotent. */
  void close() {
    for (AutoCloseable extension : List.copyOf(running)) {
      running.remove(extension);
      try {
        extension.close();
      } catch (Exception | LinkageError e) {
        LOG.warn("Cannot end {}", extension.getClass().getName(), e);
      }
    }
  }
}
