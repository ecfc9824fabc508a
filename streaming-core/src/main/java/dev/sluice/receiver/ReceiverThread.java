package dev.sluice.receiver;

/**
 * Tells whether the calling thread is one that ends only when a receiver does: that of a receiver's
 * life, or one that stores its blocks and acknowledges. Thread-safe: a value for each thread.
 */
public final class ReceiverThread {
  private static final ThreadLocal<Boolean> CURRENT = new ThreadLocal<>();

  private ReceiverThread() {}

  /** Whether the calling thread is such a thread; a stop must not wait on it. */
  public static boolean isCurrent() {
    return CURRENT.get() != null;
  }

  static void enter() {
    CURRENT.set(true);
  }

  static void leave() {
    CURRENT.remove();
  }
}
