package dev.sluice.time;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A point in time, as batches are named by it. Immutable. Durations given to its methods must be a
 * whole number of milliseconds, and steps of a grid positive; anything else is an {@link
 * IllegalArgumentException}, a result outside the range of a {@code long} an {@link
 * ArithmeticException}.
 *
 * @param milliseconds milliseconds since the epoch, or since whatever origin the clock has
 */
public record Time(long milliseconds) implements Comparable<Time>, Serializable {

  /** Returns the time {@code duration} after this. */
  public Time plus(Duration duration) {
    return new Time(Math.addExact(milliseconds, Durations.wholeMillis("duration", duration)));
  }

  /** Returns the time {@code duration} before this. */
  public Time minus(Duration duration) {
    return new Time(Math.subtractExact(milliseconds, Durations.wholeMillis("duration", duration)));
  }

  /** Returns how long this is after {@code earlier}; negative if it is before. */
  public Duration minus(Time earlier) {
    return Duration.ofMillis(Math.subtractExact(milliseconds, earlier.milliseconds));
  }

  /** Returns the last multiple of {@code step} that is not after this. */
  public Time floor(Duration step) {
    return floor(step, new Time(0));
  }

  /** Returns the last point {@code zero + k * step}, k an integer, that is not after this. */
  public Time floor(Duration step, Time zero) {
    long stepMs = Durations.positiveMillis("step", step);
    long sinceZero = Math.subtractExact(milliseconds, zero.milliseconds);
    return new Time(Math.subtractExact(milliseconds, Math.floorMod(sinceZero, stepMs)));
  }

  /** Tells whether this is a multiple of {@code step}. */
  public boolean isMultipleOf(Duration step) {
    return milliseconds % Durations.positiveMillis("step", step) == 0;
  }

  /** Returns the earlier of this and {@code other}. */
  public Time min(Time other) {
    return lessEq(other) ? this : other;
  }

  /** Returns the later of this and {@code other}. */
  public Time max(Time other) {
    return greaterEq(other) ? this : other;
  }

  /**
   * Returns this, this + step, this + 2 step, … before {@code end}; none if this is not before it.
   */
  public List<Time> until(Time end, Duration step) {
    return grid(end, step, false);
  }

  /** Returns this, this + step, this + 2 step, … up to and including {@code end}. */
  public List<Time> to(Time end, Duration step) {
    return grid(end, step, true);
  }

  private List<Time> grid(Time end, Duration step, boolean inclusive) {
    long stepMs = Durations.positiveMillis("step", step);
    List<Time> times = new ArrayList<>();
    Time time = this;
    while (time.isBefore(end)) {
      times.add(time);
      if (end.milliseconds - time.milliseconds < stepMs) {
        return times;
      }
      time = new Time(time.milliseconds + stepMs);
    }
    if (inclusive && time.equals(end)) {
      times.add(time);
    }
    return times;
  }

  /** Tells whether this is before {@code other}. */
  public boolean isBefore(Time other) {
    return milliseconds < other.milliseconds;
  }

  /** Tells whether this is after {@code other}. */
  public boolean isAfter(Time other) {
    return milliseconds > other.milliseconds;
  }

  /** Tells whether this is before {@code other}. */
  public boolean less(Time other) {
    return isBefore(other);
  }

  /** Tells whether this is before {@code other} or the same. */
  public boolean lessEq(Time other) {
    return !isAfter(other);
  }

  /** Tells whether this is after {@code other}. */
  public boolean greater(Time other) {
    return isAfter(other);
  }

  /** Tells whether this is after {@code other} or the same. */
  public boolean greaterEq(Time other) {
    return !isBefore(other);
  }

  @Override
  public int compareTo(Time other) {
    return Long.compare(milliseconds, other.milliseconds);
  }

  /** Returns {@code <milliseconds> ms}. */
  @Override
  public String toString() {
    return milliseconds + " ms";
  }
}
