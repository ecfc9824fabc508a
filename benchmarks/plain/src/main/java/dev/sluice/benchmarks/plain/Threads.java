package dev.sluice.benchmarks.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The threads of one job. Confined to the driver's thread, but for {@link #stopping}, which is
 * volatile.
 */
final class Threads {
  /** What a thread does until {@link #stopping}. */
  interface Body {
    void run() throws Exception;
  }

  private static final long IDLE_NANOS = 300_000;
  private static final long PATIENCE_MS = 1_000;
  private static final int FAILED = 4;

  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopping;

  /** Starts one; if it fails, the process ends, as its results would be missing. */
  void start(String name, Body body) {
    Thread thread =
        new Thread(
            () -> {
              try {
                body.run();
              } catch (Exception e) {
                if (!stopping) {
                  e.printStackTrace();
                  Runtime.getRuntime().halt(FAILED);
                }
              }
            },
            name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  boolean stopping() {
    return stopping;
  }

  /** Waits a moment for records. */
  static void idle() {
    LockSupport.parkNanos(IDLE_NANOS);
  }

  void stop() throws InterruptedException {
    stopping = true;
    for (Thread thread : threads) {
      thread.interrupt();
      thread.join(PATIENCE_MS);
    }
  }
}
