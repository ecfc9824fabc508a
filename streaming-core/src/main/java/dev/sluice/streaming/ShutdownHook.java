package dev.sluice.streaming;

import dev.sluice.time.Deadline;
import java.time.Duration;

/**
 * Stops a context when the process is asked to end, by SIGINT or SIGTERM or by returning from all
 * threads. The process waits for the stop only so long, whatever holds it up. Thread-safe: the
 * runtime's own registration.
 */
final class ShutdownHook {
  private final Thread thread;

  private ShutdownHook(Thread thread) {
    this.thread = thread;
  }

  /**
   * Has the process call an action before it ends.
   *
   * @param patience how long the process waits for the action
   */
  static ShutdownHook install(Runnable action, Duration patience) {
    Thread thread = new Thread(() -> run(action, patience), "sluice-shutdown");
    Runtime.getRuntime().addShutdownHook(thread);
    return new ShutdownHook(thread);
  }

  private static void run(Runnable action, Duration patience) {
    Thread stopping = new Thread(action, "sluice-stop");
    stopping.setDaemon(true);
    Deadline deadline = Deadline.in(patience);
    stopping.start();
    try {
      stopping.join(deadline.leftMs());
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes the hook back, unless the process is ending. */
  void remove() {
    try {
      Runtime.getRuntime().removeShutdownHook(thread);
    } catch (IllegalStateException processIsEnding) {
      // The hook runs or is about to; it will find the context stopped.
      return;
    }
  }
}
