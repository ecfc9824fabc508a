package dev.sluice.rdd;

import java.util.concurrent.Callable;

/** Calls to the user's functions on the driver, where partial results meet. */
final class DriverCall {
  private DriverCall() {}

  /** Calls the action; what it throws comes out as the cause of a {@link JobException}. */
  static <R> R of(Callable<R> action) {
    try {
      return action.call();
    } catch (JobException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JobException("Cannot combine partial results: the thread was interrupted", e);
    } catch (Exception e) {
      throw new JobException(
          "Cannot combine partial results: a function threw " + e.getClass().getName(), e);
    }
  }
}
