package dev.sluice.dstream;

import dev.sluice.time.Time;

/**
 * An operator of the graph could not give its dataset for a batch. The message names the operator
 * and the batch; the cause is what the user's function or the source threw, if one did.
 */
public final class OperatorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OperatorException(String message) {
    super(message);
  }

  OperatorException(String message, Throwable cause) {
    super(message, cause);
  }

  /** What was thrown while something was done for a batch; an interrupt stays set. */
  static OperatorException of(String what, Time batch, Throwable thrown) {
    if (thrown instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    return new OperatorException("Cannot " + what + " for batch " + batch + ": " + thrown, thrown);
  }
}
