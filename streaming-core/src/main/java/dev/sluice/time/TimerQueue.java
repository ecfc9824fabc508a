package dev.sluice.time;

import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Scheduled tasks, ordered by time and then by when they were scheduled. Thread-safe: a monitor
 * guards the queue. Whether a task has run or was cancelled is decided by its removal from here.
 */
final class TimerQueue {

  private final PriorityQueue<Entry> entries = new PriorityQueue<>();
  private long scheduled;

  synchronized Entry add(long atMs, Runnable task) {
    Entry entry = new Entry(atMs, scheduled++, task);
    entries.add(entry);
    return entry;
  }

  synchronized boolean remove(Entry entry) {
    return entries.remove(entry);
  }

  synchronized @Nullable Entry first() {
    return entries.peek();
  }

  /** Removes and returns the first task that is due at {@code nowMs}, or null. */
  synchronized @Nullable Entry pollDue(long nowMs) {
    Entry first = entries.peek();
    return first != null && first.atMs <= nowMs ? entries.poll() : null;
  }

  synchronized void clear() {
    entries.clear();
  }

  record Entry(long atMs, long order, Runnable task) implements Comparable<Entry> {

    @Override
    public int compareTo(Entry other) {
      int byTime = Long.compare(atMs, other.atMs);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }
}
