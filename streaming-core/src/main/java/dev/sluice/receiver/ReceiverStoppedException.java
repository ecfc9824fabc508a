package dev.sluice.receiver;

import org.jspecify.annotations.Nullable;

/**
 * Records were offered to a receiver that has stopped, or that stopped (or whose thread was
 * interrupted) while they waited to be taken. They were not stored. A receiver's thread that gets
 * it should end.
 */
public final class ReceiverStoppedException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  ReceiverStoppedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
