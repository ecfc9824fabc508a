package dev.sluice.scheduler;

import dev.sluice.time.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The batches that are to be made, in order: after a restart those that run again, then those that
 * were missed, then those whose time comes. Confined to the driver thread.
 */
final class DueBatches {
  private final Duration interval;
  private final Deque<Time> again = new ArrayDeque<>();
  private final Deque<Time> ticks = new ArrayDeque<>();
  private Time missed = new Time(0);
  private Time firstTick = new Time(0);
  private Time lastTick = new Time(0);

  DueBatches(Duration interval) {
    this.interval = interval;
  }

  void begin(Resumption resumption) {
    again.addAll(resumption.again());
    missed = resumption.missed();
    firstTick = resumption.firstTick();
    lastTick = firstTick.minus(interval);
  }

  /** Adds the batch of a tick, unless it is an old one. */
  void add(Time tick) {
    if (tick.isAfter(lastTick)) {
      lastTick = tick;
      ticks.add(tick);
    }
  }

  /** Adds the batch after the last tick. */
  void addNext() {
    add(lastTick.plus(interval));
  }

  boolean isEmpty() {
    return !hasAgain() && !hasMissed() && ticks.isEmpty();
  }

  /** Whether the next one has its inputs already. */
  boolean hasAgain() {
    return !again.isEmpty();
  }

  /** Whether the next one, if none runs again, was missed. */
  boolean hasMissed() {
    return missed.isBefore(firstTick);
  }

  Time nextAgain() {
    return again.remove();
  }

  Time nextMissed() {
    Time next = missed;
    missed = missed.plus(interval);
    return next;
  }

  /** The tick that is next. */
  Time tick() {
    return ticks.element();
  }

  Time nextTick() {
    return ticks.remove();
  }

  void clear() {
    again.clear();
    ticks.clear();
    missed = firstTick;
  }
}
