package dev.sluice.time;

import java.time.Duration;

/**
 * A point in real time by which something is to be over; several waits may share it. Immutable.
 *
 * @param nanoTime the point on the scale of {@link System#nanoTime}
 */
public record Deadline(long nanoTime) {
  private static final Duration LEAST = Duration.ofMillis(1);
  private static final Duration SOON = Duration.ofSeconds(1);

  /** So far from now. */
  public static Deadline in(Duration delay) {
    return new Deadline(System.nanoTime() + delay.toNanos());
  }

  /** So much later than this. */
  public Deadline plus(Duration delay) {
    return new Deadline(nanoTime + delay.toNanos());
  }

  /** This, or a second from now if that is later: for what is not late, but comes after. */
  public Deadline orSoon() {
    long soon = System.nanoTime() + SOON.toNanos();
    return soon - nanoTime > 0 ? new Deadline(soon) : this;
  }

  /** How long one may wait; one millisecond when it is over, because 0 often means for ever. */
  public Duration left() {
    Duration left = Duration.ofNanos(nanoTime - System.nanoTime());
    return left.compareTo(LEAST) < 0 ? LEAST : left;
  }

  /** {@link #left()} in milliseconds. */
  public long leftMs() {
    return left().toMillis();
  }
}
