package dev.sluice.engine;

import org.jspecify.annotations.Nullable;

/** A failure of the engine itself rather than of the user's code. */
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure with what caused it, if anything did. */
  public EngineException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
