package dev.sluice.scheduler;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of a program: its first failure, or its stop. Thread-safe: guarded by its monitor. */
public final class Termination {
  private static final Logger LOG = LoggerFactory.getLogger(Termination.class);

  private @Nullable BatchFailure failure;
  private boolean stopped;

  /** A program that runs. */
  public Termination() {}

  /**
   * Records a failure that is no batch's own; the first one counts.
   *
   * @param what what failed, as a sentence
   */
  public void fail(String what, Throwable failure) {
    LOG.error(what, failure);
    fail(new BatchFailure(what + ": " + Failures.describe(failure), Failures.root(failure)));
  }

  /** Records a failure; the first one counts. */
  synchronized void fail(BatchFailure newFailure) {
    if (failure == null) {
      failure = newFailure;
      notifyAll();
    }
  }

  /** Records that the program was stopped. */
  public synchronized void stopped() {
    stopped = true;
    notifyAll();
  }

  /** The first failure; its message says what failed, its cause is the user's own exception. */
  public synchronized Optional<RuntimeException> failure() {
    return Optional.ofNullable(failure);
  }

  synchronized boolean hasFailed() {
    return failure != null;
  }

  /**
   * Waits for the end, at most so long.
   *
   * @return whether the program was stopped
   * @throws BatchFailure if it failed, before or while it was waited for
   */
  public synchronized boolean await(long timeoutNanos) throws InterruptedException {
    long deadline = System.nanoTime() + timeoutNanos;
    while (failure == null && !stopped) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    if (failure != null) {
      throw failure;
    }
    return true;
  }
}
