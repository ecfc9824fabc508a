package dev.sluice.scheduler;

import dev.sluice.time.Deadline;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
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

  private static final long INTERRUPTED_PATIENCE_MS = 100;

  private final Deque<Runnable> events = new ArrayDeque<>();
  private final BooleanSupplier isBusy;
  private final Consumer<Throwable> onError;
  private final Object monitor = new Object();
  private int pending;
  private boolean busy;
  private boolean running;
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

  /** Waits for an event; null when the loop is closed and none is left. */
  private @Nullable Runnable next() {
    synchronized (monitor) {
      while (events.isEmpty() && !closed) {
        waitForEvent();
      }
      running = !events.isEmpty();
      return events.poll();
    }
  }

  @SuppressWarnings("WaitNotInLoop") // the caller loops
  private void waitForEvent() {
    try {
      monitor.wait();
    } catch (InterruptedException e) {
      // A function of the user's interrupted its own thread; the driver outlives that.
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
      running = false;
      boolean unused = Thread.interrupted(); // meant for the event that is over
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

  /** Interrupts the event that runs, if one does. */
  void interruptEvent() {
    synchronized (monitor) {
      if (running && thread != null) {
        thread.interrupt();
      }
    }
  }

  /**
   * Takes no further event, runs those that were posted and joins the thread, unless called on it;
   * idempotent.
   *
   * @param deadline until when the thread is waited for; what runs then is interrupted
   * @return the thread's name, if it does not end even so
   */
  Optional<String> close(Deadline deadline) {
    Thread driver;
    synchronized (monitor) {
      closed = true;
      driver = thread;
      monitor.notifyAll();
    }
    if (driver == null || driver == Thread.currentThread()) {
      return Optional.empty();
    }
    try {
      driver.join(deadline.leftMs());
      if (driver.isAlive()) {
        interruptEvent();
        driver.join(INTERRUPTED_PATIENCE_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return driver.isAlive() ? Optional.of(driver.getName()) : Optional.empty();
  }
}
