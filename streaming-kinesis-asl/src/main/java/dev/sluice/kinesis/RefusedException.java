package dev.sluice.kinesis;

/** A service does not let the receiver read, which somebody has to change. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  RefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
