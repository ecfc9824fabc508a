package dev.sluice.io;

import org.jspecify.annotations.Nullable;

/**
 * A record cannot be turned into bytes, or bytes not into a record. The message names the record's
 * class and the reason, never what the record holds.
 */
public final class SerializationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes one with a message and, if another failure is behind it, that. */
  public SerializationException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
