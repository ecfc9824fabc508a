package dev.sluice.receiver;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;

/**
 * Commands on their way to a supervisor's thread. Thread-safe: a monitor guards the queue. {@link
 * #take} is for one thread only; taking the next command means that the last one is done.
 */
final class CommandQueue {
  private final Queue<SupervisorCommand> commands = new ArrayDeque<>();
  private boolean busy = true;
  private boolean closed;

  synchronized void post(SupervisorCommand command) {
    if (!closed) {
      commands.add(command);
      notifyAll();
    }
  }

  synchronized SupervisorCommand take() throws InterruptedException {
    busy = false;
    notifyAll();
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before the next command");
    }
    while (commands.isEmpty()) {
      wait();
    }
    busy = true;
    return commands.remove();
  }

  /**
   * Waits until the thread has nothing to do, or may be waiting itself for what is held.
   *
   * @param isHeld whether something is held; {@link #wake} when that begins
   */
  synchronized void awaitIdle(BooleanSupplier isHeld) throws InterruptedException {
    while (!closed && (busy ? !isHeld.getAsBoolean() : !commands.isEmpty())) {
      wait();
    }
  }

  /** Has those look again who wait until the thread is idle. */
  synchronized void wake() {
    notifyAll();
  }

  /** Nothing is taken any more. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
