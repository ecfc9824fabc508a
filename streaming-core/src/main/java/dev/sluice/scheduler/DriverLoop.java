package dev.sluice.scheduler;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@code sluice-driver} thread: runs events one after the other, in the order in which they
 * were posted. Thread-safe: guarded by a monitor.
 */
final class DriverLoop {
  private static final Logger LOG = LoggerFactory.getLogger(DriverLoop.class);

  private final Deque<Runnable> events = new ArrayDeque<>();
  private final BooleanSupplier isBusy;
  private final Consumer<Throwable> onError;
  private final Object monitor = new Object();
  private int pending;
  private boolean busy;
  private boolean closed;
  private @Nullable Thread thread;

  /**
   * A loop that is not started.
   *
   * @param isBusy asked on the driver thread after each event: whether work goes on elsewhere that
   *     will post more events
   * @param onError told on the driver thread what an event threw
   */
  DriverLoop(BooleanSupplier isBusy, Consumer<Throwable> onError) {
    this.isBusy = isBusy;
    this.onError = onError;
  }

  void start() {
    synchronized (monitor) {
      if (thread == null && !closed) {
        thread = new Thread(this::runEvents, "sluice-driver");
        thread.setDaemon(true);
        thread.start();
      }
    }
  }

  /** Queues an event; answers false if the loop is closed and the event will never run. */
  boolean post(Runnable event) {
    synchronized (monitor) {
      if (closed) {
        return false;
      }
      pending++;
      events.add(event);
      monitor.notifyAll();
      return true;
    }
  }

  boolean isDriverThread() {
    synchronized (monitor) {
      return Thread.currentThread() == thread;
    }
  }

  private void runEvents() {
    Runnable event = next();
    while (event != null) {
      run(event);
      event = next();
    }
  }

  /** Waits for an event; null when the loop is closed. */
  private @Nullable Runnable next() {
    synchronized (monitor) {
      while (events.isEmpty() && !closed) {
        waitForEvent();
      }
      return closed ? null : events.remove();
    }
  }

  @SuppressWarnings("WaitNotInLoop") // the caller loops
  private void waitForEvent() {
    try {
      monitor.wait();
    } catch (InterruptedException e) {
      // Only the user's own functions can interrupt this thread; the driver outlives that.
      LOG.debug("The driver thread was interrupted", e);
    }
  }

  private void run(Runnable event) {
    try {
      event.run();
    } catch (Throwable e) {
      onError.accept(e);
    }
    boolean stillBusy = isBusy.getAsBoolean();
    synchronized (monitor) {
      pending--;
      busy = stillBusy;
      monitor.notifyAll();
    }
  }

  /** Waits until no event waits and no work goes on that will post one, or the loop is closed. */
  void awaitIdle() throws InterruptedException {
    synchronized (monitor) {
      while (!closed && (pending > 0 || busy)) {
        monitor.wait();
      }
    }
  }

  /** Runs no further event and joins the thread, unless called on it; idempotent. */
  void close() {
    Thread running;
    synchronized (monitor) {
      closed = true;
      running = thread;
      monitor.notifyAll();
    }
    if (running == null || running == Thread.currentThread()) {
      return;
    }
    try {
      running.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
