package dev.sluice.dstream;

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
}
