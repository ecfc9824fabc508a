package dev.sluice.receiver;

import org.jspecify.annotations.Nullable;

/**
 * A block could not be stored, or the ledger did not take it. Its records must not be acknowledged
 * to their source.
 */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
