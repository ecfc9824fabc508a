package dev.sluice.time;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A clock that stands still until it is told to move. Moving goes from due time to due time: at
 * each it runs the tasks of that time on the moving thread, waits until every participant is idle,
 * and repeats both until nothing is due there any more; only then does it go on. At the end time it
 * does the same, so whoever moved the clock sees everything done. A task scheduled for a time that
 * has come already runs at the next move, be it of no length.
 *
 * <p>Thread-safe: moves exclude each other, all else may happen at any time on any thread. A task
 * or participant must not move the clock itself.
 */
public final class ManualClock implements Clock {

  private final TimerQueue timers = new TimerQueue();
  private final List<Membership> members = new CopyOnWriteArrayList<>();
  private final ReentrantLock moving = new ReentrantLock(true);
  private volatile long nowMs;

  /** Makes a clock that stands at 0. */
  public ManualClock() {
    this(0);
  }

  /** Makes a clock that stands at {@code startMs}. */
  public ManualClock(long startMs) {
    nowMs = startMs;
  }

  @Override
  public long millis() {
    return nowMs;
  }

  @Override
  public Timer schedule(long atMs, Runnable task) {
    TimerQueue.Entry entry = timers.add(atMs, task);
    return () -> timers.remove(entry);
  }

  @Override
  public Registration join(Participant participant) {
    Membership membership = new Membership(participant);
    members.add(membership);
    return () -> members.remove(membership);
  }

  /**
   * Moves the clock forward by {@code duration}, which may be zero.
   *
   * @throws IllegalArgumentException if it is negative or not a whole number of milliseconds
   * @throws IllegalStateException if called by a task, or if the thread is interrupted while it
   *     waits for a participant; the interrupt stays set
   */
  public void advance(Duration duration) {
    long aheadMs = Durations.wholeMillis("duration", duration);
    lockForMove();
    try {
      moveTo(Math.addExact(nowMs, aheadMs));
    } finally {
      moving.unlock();
    }
  }

  /**
   * Moves the clock forward to {@code timeMs}, which may be the time now. What a task throws comes
   * out of here and leaves the clock at that task's time, ready to be moved on.
   *
   * @throws IllegalArgumentException if {@code timeMs} is before the time now
   * @throws IllegalStateException if called by a task, or if the thread is interrupted while it
   *     waits for a participant; the interrupt stays set
   */
  public void setTime(long timeMs) {
    lockForMove();
    try {
      moveTo(timeMs);
    } finally {
      moving.unlock();
    }
  }

  private void lockForMove() {
    if (moving.isHeldByCurrentThread()) {
      throw new IllegalStateException(
          "Cannot move the clock: it is moving, found a call by one of its own tasks at "
              + nowMs
              + " ms");
    }
    moving.lock();
  }

  private void moveTo(long endMs) {
    if (endMs < nowMs) {
      throw new IllegalArgumentException(
          "Cannot move the clock: time does not go back, found "
              + endMs
              + " ms, expected at least "
              + nowMs
              + " ms");
    }
    settle();
    while (nowMs < endMs) {
      nowMs = nextStop(endMs);
      settle();
    }
  }

  private long nextStop(long endMs) {
    TimerQueue.Entry first = timers.first();
    return first == null ? endMs : Math.min(endMs, Math.max(nowMs, first.atMs()));
  }

  private void settle() {
    do {
      TimerQueue.Entry due = timers.pollDue(nowMs);
      while (due != null) {
        due.task().run();
        due = timers.pollDue(nowMs);
      }
      for (Membership member : members) {
        awaitIdle(member.participant);
      }
    } while (isDue());
  }

  private boolean isDue() {
    TimerQueue.Entry first = timers.first();
    return first != null && first.atMs() <= nowMs;
  }

  private void awaitIdle(Participant participant) {
    try {
      participant.awaitIdle();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          "Cannot move the clock: interrupted while waiting for a participant at " + nowMs + " ms",
          interrupted);
    }
  }

  private static final class Membership {
    private final Participant participant;

    Membership(Participant participant) {
      this.participant = participant;
    }
  }
}
