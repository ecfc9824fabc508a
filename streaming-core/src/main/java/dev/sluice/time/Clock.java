package dev.sluice.time;

/**
 * The time, and something that runs short tasks when it has come. Everything that waits in Sluice
 * takes a clock. Implementations are thread-safe.
 */
public interface Clock {

  /** Returns the time now, in milliseconds since the clock's origin. */
  long millis();

  /**
   * Runs {@code task} once, on the clock's thread, as soon as {@link #millis()} is at least {@code
   * atMs}; if it is already, as soon as possible. Tasks run one after another in the order of their
   * times, those of the same time in the order in which they were scheduled.
   *
   * @param task must be short and never block
   * @throws IllegalStateException if the clock is closed
   */
  Timer schedule(long atMs, Runnable task);

  /**
   * Lets {@code participant} take part in the passing of time. A clock that a test moves by hand
   * waits for its participants before it moves on; others need not, and by default none does.
   */
  default Registration join(Participant participant) {
    return () -> {};
  }

  /** A task that was scheduled. */
  @FunctionalInterface
  interface Timer {

    /**
     * Prevents the task from running unless it has begun to; may be called again without effect.
     */
    void cancel();
  }

  /** Something that works on other threads when the clock's tasks tell it to. */
  @FunctionalInterface
  interface Participant {

    /** Returns when all work that the clock's tasks have triggered so far is done. */
    void awaitIdle() throws InterruptedException;
  }

  /** A participant's membership. */
  @FunctionalInterface
  interface Registration {

    /** Ends the membership; may be called again without effect. */
    void leave();
  }
}
