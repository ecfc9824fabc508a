package dev.sluice.zeromq;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How far a sender is in one attempt of a receiver: what it has sent, and up to where all is
 * acknowledged. Messages of which no record came are acknowledged in their place. Thread-safe:
 * guarded by its monitor.
 */
final class Progress {
  private final String id;
  private final Deque<Long> stored = new ArrayDeque<>();
  private long received;
  private long handed;
  private long acknowledged;

  /**
   * A sender of which nothing has come yet.
   *
   * @param acknowledged up to where it was told so before; 0 if that is not known
   */
  Progress(String id, long acknowledged) {
    this.id = id;
    this.received = acknowledged;
    this.handed = acknowledged;
    this.acknowledged = acknowledged;
  }

  /** What a number is to what came before. */
  enum Place {
    /** The next one. */
    NEXT,
    /** Later than the next, without one before on the same connection. */
    AHEAD,
    /** It came before. */
    AGAIN,
    /** Something between is missing. */
    GAP
  }

  String id() {
    return id;
  }

  /**
   * A message comes.
   *
   * @param first whether it is the first since the sender said hello
   */
  synchronized Place receive(long number, boolean first) {
    Place place = place(number, first);
    if (place == Place.NEXT || place == Place.AHEAD) {
      received = number;
    }
    return place;
  }

  private Place place(long number, boolean first) {
    if (number <= received) {
      return Place.AGAIN;
    }
    if (number == received + 1 || received == 0) {
      return Place.NEXT;
    }
    return first ? Place.AHEAD : Place.GAP;
  }

  /** The last number that came. */
  synchronized long received() {
    return received;
  }

  /** The records of a message, which come in the order of numbers, are about to be stored. */
  synchronized void storing(long number) {
    handed = number;
    stored.add(number);
  }

  /** A message has no records. */
  synchronized void skipped(long number) {
    handed = number;
    if (stored.isEmpty()) {
      acknowledged = number;
    }
  }

  /** All records of all messages up to this one are durable. */
  synchronized void stored(long number) {
    while (!stored.isEmpty() && stored.getFirst() <= number) {
      stored.removeFirst();
    }
    acknowledged = Math.max(acknowledged, stored.isEmpty() ? handed : stored.getFirst() - 1);
  }

  /** Up to where the sender may forget. */
  synchronized long acknowledged() {
    return acknowledged;
  }

  /** Whether nothing is on its way. */
  synchronized boolean isSettled() {
    return acknowledged == received;
  }
}
