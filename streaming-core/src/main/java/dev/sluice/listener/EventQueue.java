package dev.sluice.listener;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The events that wait for delivery, at most so many. One thread takes them, any may offer them.
 * Thread-safe: one lock guards everything and is held for moments only, never while a listener
 * runs.
 */
final class EventQueue {

  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  private final Deque<StreamingEvent> waiting = new ArrayDeque<>();
  private boolean closed;
  private boolean taken;
  private boolean overflowing;
  private long dropped;

  EventQueue(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "Cannot make a listener bus: no room for events, found capacity "
              + capacity
              + ", expected at least 1");
    }
    this.capacity = capacity;
  }

  /**
   * Adds an event, or drops it if the queue is full, or ignores it if the queue is closed.
   *
   * @return whether this is the first event dropped since the queue was last empty
   */
  boolean offer(StreamingEvent event) {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      if (waiting.size() < capacity) {
        waiting.add(event);
        changed.signalAll();
        return false;
      }
      dropped++;
      boolean first = !overflowing;
      overflowing = true;
      return first;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the next event, which is under delivery until the next call; null: closed, empty. */
  @Nullable StreamingEvent take() {
    lock.lock();
    try {
      taken = false;
      changed.signalAll();
      while (waiting.isEmpty() && !closed) {
        changed.awaitUninterruptibly();
      }
      StreamingEvent next = waiting.poll();
      taken = next != null;
      overflowing &= !waiting.isEmpty();
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** Lets no more events in. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Lets no more events in and forgets those that wait; for use by any thread. */
  void discard() {
    lock.lock();
    try {
      closed = true;
      waiting.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The taking thread takes no more. */
  void abandon() {
    lock.lock();
    try {
      taken = false;
      discard();
    } finally {
      lock.unlock();
    }
  }

  void awaitIdle() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (taken || !waiting.isEmpty()) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  long dropped() {
    lock.lock();
    try {
      return dropped;
    } finally {
      lock.unlock();
    }
  }
}
