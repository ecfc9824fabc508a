package dev.sluice.io;

/** A type that must not be serialized; the message says which and why. */
final class UnserializableTypeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnserializableTypeException(String message) {
    super(message);
  }
}
