package dev.sluice.scheduler;

import dev.sluice.ledger.Checkpoint;
import dev.sluice.ledger.Ledger;
import dev.sluice.time.Durations;
import dev.sluice.time.RecurringTimer;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Where on the grid of batch times a program begins, and which batches of before it still has to
 * run. Immutable.
 *
 * @param zero the origin of the grid
 * @param begin the batch that the restored state follows; the zero time on a first start
 * @param again batches whose inputs are recorded and that are not done, oldest first
 * @param missed the first batch without inputs whose time has passed, if it is before the first
 *     tick
 * @param firstTick the first batch whose time is to come
 */
record Resumption(Time zero, Time begin, List<Time> again, Time missed, Time firstTick) {
  /** Copies the list. */
  Resumption {
    again = List.copyOf(again);
  }

  /** The first start of a program: the first batch is at the next multiple of the interval. */
  static Resumption first(long nowMs, Duration interval) {
    Time first = new Time(RecurringTimer.nextTick(nowMs, interval, 0));
    Time zero = first.minus(interval);
    return new Resumption(zero, zero, List.of(), first, first);
  }

  /**
   * A start after another.
   *
   * @param zero the origin of the grid, as {@link #origin} has it
   */
  static Resumption after(
      Checkpoint checkpoint, Ledger ledger, Time zero, Duration interval, long nowMs) {
    Time begin = checkpoint.time();
    Time allocated = ledger.lastAllocated().orElse(begin).max(begin);
    List<Time> again =
        ledger.undone().stream()
            .map(time -> ceiling(time, zero, interval))
            .filter(time -> !time.isAfter(allocated))
            .distinct()
            .toList();
    Time missed = allocated.floor(interval, zero).plus(interval);
    Time next = new Time(RecurringTimer.nextTick(nowMs, interval, zero.milliseconds()));
    return new Resumption(zero, begin, again, missed, next.max(missed));
  }

  /**
   * The origin of the grid after a restart: the old one if the interval is the same and every state
   * is of a time on the grid; else the grid goes through the time of the states.
   *
   * @param unit all slides divide it
   * @param states the times of the states that go on, each with the slide of its operator
   * @throws IllegalStateException if there is no such grid
   */
  static Time origin(
      Checkpoint checkpoint,
      Duration interval,
      Duration unit,
      List<Map.Entry<Time, Duration>> states) {
    Time zero = checkpoint.zero();
    if (interval.equals(checkpoint.batchInterval()) && areOnGrid(states, zero)) {
      return zero;
    }
    List<Time> times = states.stream().map(Map.Entry::getKey).distinct().sorted().toList();
    Time anchor = times.isEmpty() ? checkpoint.time() : times.get(times.size() - 1);
    if (!areOnGrid(states, anchor)) {
      throw new IllegalStateException(
          "Cannot change the batch interval from %d ms to %d ms or a slide: found states of the batches %s, expected a grid that they all are on; go on with the old ones and stop gracefully first"
              .formatted(checkpoint.batchInterval().toMillis(), interval.toMillis(), times));
    }
    return zero.equals(anchor) ? zero : anchor.minus(Durations.roundUp(anchor.minus(zero), unit));
  }

  private static boolean areOnGrid(List<Map.Entry<Time, Duration>> states, Time origin) {
    return states.stream()
        .allMatch(state -> Durations.isMultipleOf(state.getKey().minus(origin), state.getValue()));
  }

  private static Time ceiling(Time time, Time zero, Duration interval) {
    Time floor = time.floor(interval, zero);
    return floor.equals(time) ? time : floor.plus(interval);
  }
}
