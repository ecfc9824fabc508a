package dev.sluice.engine.local;

/** Carries a checked exception through iterators, which cannot throw it. Immutable. */
final class CarriedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Exception carried;

  CarriedException(Exception carried) {
    super(carried.getClass().getName(), carried, false, false);
    this.carried = carried;
  }

  Exception carried() {
    return carried;
  }

  /** What was carried, however often it was wrapped, or the failure itself. */
  static Throwable unwrap(Throwable failure) {
    Throwable inner = failure;
    while (inner instanceof CarriedException carrier) {
      inner = carrier.carried;
    }
    return inner;
  }

  /** The exception as one that need not be declared. */
  static RuntimeException unchecked(Exception exception) {
    return exception instanceof RuntimeException unchecked
        ? unchecked
        : new CarriedException(exception);
  }
}
