package dev.sluice.kinesis.peer;

/** A call that is answered with an error of the service. */
final class RefusedCall extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String type;

  /**
   * An error.
   *
   * @param type as the service calls it, such as {@code ResourceNotFoundException}
   */
  RefusedCall(String type, String message) {
    super(message);
    this.type = type;
  }

  String type() {
    return type;
  }
}
