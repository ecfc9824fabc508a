package dev.sluice.scheduler;

/**
 * Why the program failed: the message says in which batch and operation, the cause is the user's
 * own exception if there is one.
 */
public final class BatchFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BatchFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
