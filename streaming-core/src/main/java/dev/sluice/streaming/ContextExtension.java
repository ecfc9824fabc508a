package dev.sluice.streaming;

import java.util.Optional;

/**
 * Something that accompanies contexts without being a part of programs, such as a page that shows
 * them. Found by {@link java.util.ServiceLoader}: being on the class path is enough. One instance
 * for each start of a context.
 */
public interface ContextExtension {
  /**
   * Begins to accompany a context, before its first batch and before the first event of its
   * listeners. Called on the thread that starts the context, which is valid, complete and not yet
   * active; {@link StreamingContext#monitor} and listeners may be used from now on.
   *
   * <p>What this throws is reported as a warning and the program goes on without the extension. But
   * an {@code IllegalArgumentException} says that a setting is impossible: then the context does
   * not start.
   *
   * @param context the context, which must be neither changed, nor started nor stopped
   * @return closed when the context has ended, on the thread that stopped it, after the last event;
   *     must not take long. Empty if there is nothing to close
   */
  Optional<AutoCloseable> start(StreamingContext context) throws Exception;
}
