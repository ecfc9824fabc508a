package dev.sluice.dstream;

/**
 * More records of a batch failed than the {@link ErrorPolicy} of their stream allows. The message
 * names the operator, the batch, the policy, what was found and what is allowed; the cause is what
 * the user's function threw for one of them.
 */
public final class ErrorBudgetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ErrorBudgetException(String message, Throwable cause) {
    super(message, cause);
  }
}
