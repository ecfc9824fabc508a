package dev.sluice.time;

import java.io.Serializable;
import java.time.Duration;

/**
 * A stretch of time, such as the span of a window. Immutable.
 *
 * @param begin where it begins
 * @param end where it ends, not before {@code begin}
 */
public record Interval(Time begin, Time end) implements Serializable {

  /**
   * Checks the order of both ends.
   *
   * @throws IllegalArgumentException if {@code end} is before {@code begin}
   */
  public Interval {
    if (end.isBefore(begin)) {
      throw new IllegalArgumentException(
          "Cannot make an interval: it ends before it begins, found begin "
              + begin
              + " and end "
              + end
              + ", expected begin <= end");
    }
  }

  /** Returns how long it is. */
  public Duration duration() {
    return end.minus(begin);
  }

  /** Returns this interval shifted {@code duration} later. */
  public Interval plus(Duration duration) {
    return new Interval(begin.plus(duration), end.plus(duration));
  }

  /** Returns this interval shifted {@code duration} earlier. */
  public Interval minus(Duration duration) {
    return new Interval(begin.minus(duration), end.minus(duration));
  }

  /** Returns {@code [begin, end]}. */
  @Override
  public String toString() {
    return "[" + begin + ", " + end + "]";
  }
}
