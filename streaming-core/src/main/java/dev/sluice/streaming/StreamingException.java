package dev.sluice.streaming;

import dev.sluice.scheduler.BatchFailure;

/**
 * The program failed. The message names the batch and the operation; the cause is the user's own
 * exception, if one was thrown.
 */
public final class StreamingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StreamingException(BatchFailure failure) {
    super(failure.getMessage(), failure.getCause());
  }
}
