package dev.sluice.receiver;

import java.util.ArrayDeque;
import java.util.Queue;

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

  /** Waits until the thread has nothing to do. */
  synchronized void awaitIdle() throws InterruptedException {
    while (!closed && (busy || !commands.isEmpty())) {
      wait();
    }
  }

  /** Nothing is taken any more. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
