package dev.sluice.testkit;

/** The process died, as far as a {@link CrashingStorage} is concerned. */
public final class CrashException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CrashException(String message) {
    super(message);
  }
}
