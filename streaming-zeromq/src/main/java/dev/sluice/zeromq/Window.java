package dev.sluice.zeromq;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reliable sender keeps: messages that are not acknowledged, in their order, some of which
 * are sent. Thread-safe: guarded by its monitor; applications wait in it.
 */
final class Window {
  private final int mostMessages;
  private final long mostBytes;
  private final Deque<Kept> sent = new ArrayDeque<>();
  private final Deque<Kept> waiting = new ArrayDeque<>();
  private int credit;
  private long bytes;
  private long next;
  private long everSent;
  private long acknowledged;
  private long known;
  private @Nullable String failure;

  /**
   * Keeps nothing yet.
   *
   * @param first the number of the first message
   */
  Window(int mostMessages, long mostBytes, long first) {
    this.mostMessages = mostMessages;
    this.mostBytes = mostBytes;
    this.credit = mostMessages;
    this.next = first;
    this.everSent = first - 1;
    this.acknowledged = first - 1;
  }

  /** A message. Its frames are no one else's. */
  record Kept(long number, List<byte[]> payload, long bytes) {
    static long bytes(List<byte[]> payload) {
      long sum = 0;
      for (byte[] frame : payload) {
        sum += frame.length;
      }
      return sum;
    }
  }

  /** Keeps one more, waiting for room; returns its number. */
  synchronized long add(List<byte[]> payload) throws InterruptedException {
    long size = Kept.bytes(payload);
    checkGoesOn();
    while (isFull(size)) {
      wait();
      checkGoesOn();
    }
    long number = next++;
    bytes += size;
    waiting.addLast(new Kept(number, payload, size));
    return number;
  }

  private boolean isFull(long size) {
    int messages = sent.size() + waiting.size();
    return messages >= mostMessages || (messages > 0 && bytes + size > mostBytes);
  }

  private void checkGoesOn() {
    if (failure != null) {
      throw new IllegalStateException("Cannot send: " + failure);
    }
  }

  /** The next one to be sent; null if there is none, or the receiver wants no more now. */
  synchronized @Nullable Kept toSend() {
    Kept first = waiting.peekFirst();
    boolean again = first != null && first.number() <= everSent;
    if (first == null || (!again && sent.size() >= credit)) {
      return null;
    }
    waiting.removeFirst();
    sent.addLast(first);
    everSent = Math.max(everSent, first.number());
    return first;
  }

  /** The last of {@link #toSend} was not sent after all. */
  synchronized void notSent() {
    waiting.addFirst(sent.removeLast());
  }

  /** The last one that was sent and is not acknowledged; 0 if there is none. */
  synchronized long lastSent() {
    return sent.isEmpty() ? 0 : sent.getLast().number();
  }

  /** All is to be sent again, with so many unacknowledged at most. */
  synchronized void sendAgain(int window) {
    credit = Math.max(1, Math.min(window, mostMessages));
    while (!sent.isEmpty()) {
      waiting.addFirst(sent.removeLast());
    }
  }

  /** The receiver has all up to a number, also of what an earlier sender with this id sent. */
  synchronized void acknowledge(long number) {
    known = Math.max(known, number);
  }

  /** Forgets what is acknowledged; up to which number, or 0 if that is no news. */
  synchronized long settle() {
    long number = Math.min(known, next - 1);
    if (number <= acknowledged) {
      return 0;
    }
    acknowledged = number;
    forget(sent);
    forget(waiting);
    notifyAll();
    return number;
  }

  private void forget(Deque<Kept> kept) {
    while (!kept.isEmpty() && kept.getFirst().number() <= acknowledged) {
      bytes -= kept.removeFirst().bytes();
    }
  }

  synchronized long acknowledged() {
    return acknowledged;
  }

  /** Waits until all is acknowledged; false if the time is up before. */
  synchronized boolean awaitAcknowledged(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (acknowledged < next - 1) {
      checkGoesOn();
      long leftNs = end - System.nanoTime();
      if (leftNs <= 0) {
        return false;
      }
      wait(1 + leftNs / 1_000_000);
    }
    return true;
  }

  /** Nothing is kept any more; whoever waits or comes fails with this reason. */
  synchronized void fail(String reason) {
    if (failure == null) {
      failure = reason;
      notifyAll();
    }
  }
}
