package dev.sluice.mqtt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Messages that wait to be stored, so many and so many bytes at most. Thread-safe: guarded by its
 * monitor.
 */
final class Inbox {
  private static final long MOST_BYTES = 8 << 20;

  private final int most;
  private final Deque<Delivery> waiting = new ArrayDeque<>();
  private long bytes;
  private boolean stalled;
  private boolean closed;

  Inbox(int most) {
    this.most = most;
  }

  /**
   * Adds a message; waits for room, but only once until something is taken out.
   *
   * @return false if there is no room
   */
  synchronized boolean put(Delivery delivery, long patienceMs) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMs);
    while (!closed && !stalled && isFull()) {
      long leftMs = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (leftMs <= 0) {
        stalled = true;
      } else {
        wait(leftMs);
      }
    }
    if (closed || isFull()) {
      return false;
    }
    waiting.add(delivery);
    bytes += delivery.message().size();
    notifyAll();
    return true;
  }

  private boolean isFull() {
    return waiting.size() >= most || bytes >= MOST_BYTES;
  }

  /** Takes the first message out, waiting for one. */
  synchronized Delivery take() throws InterruptedException {
    while (waiting.isEmpty()) {
      wait();
    }
    Delivery delivery = waiting.remove();
    bytes -= delivery.message().size();
    stalled = false;
    notifyAll();
    return delivery;
  }

  /** Takes nothing more; nobody waits for room. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
