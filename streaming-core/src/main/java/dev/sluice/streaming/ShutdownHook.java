package dev.sluice.streaming;

/**
 * Stops a context when the process is asked to end, by SIGINT or SIGTERM or by returning from all
 * threads. Thread-safe: the runtime's own registration.
 */
final class ShutdownHook {
  private final Thread thread;

  private ShutdownHook(Thread thread) {
    this.thread = thread;
  }

  static ShutdownHook install(Runnable action) {
    Thread thread = new Thread(action, "sluice-shutdown");
    Runtime.getRuntime().addShutdownHook(thread);
    return new ShutdownHook(thread);
  }

  /** Takes the hook back, unless the process is ending. */
  void remove() {
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      Runtime.getRuntime().removeShutdownHook(thread);
    } catch (IllegalStateException processIsEnding) {
      // The hook runs or is about to; it will find the context stopped.
      return;
    }
  }
}
