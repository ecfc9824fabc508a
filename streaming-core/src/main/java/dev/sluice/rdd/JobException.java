package dev.sluice.rdd;

import org.jspecify.annotations.Nullable;

/** A job that did not complete: its cause is what the user's function or the source threw. */
public final class JobException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure with what caused it; a cancelled job has no cause. */
  public JobException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
