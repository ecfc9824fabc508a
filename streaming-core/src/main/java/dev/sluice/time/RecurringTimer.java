package dev.sluice.time;

import java.time.Duration;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls back at every point of a time grid, {@code first + k * period}. No point is ever skipped:
 * when the clock or a callback is late, the missed ticks follow late, one by one, each with its own
 * grid time. A callback that throws does not stop the timer.
 *
 * <p>Thread-safe: a monitor guards the state. Callbacks run on the clock's thread, without it.
 */
public final class RecurringTimer {

  private final Clock clock;
  private final long periodMs;
  private final LongConsumer onTick;
  private Clock.@Nullable Timer next;
  private boolean started;
  private boolean stopped;

  /**
   * Makes a timer that is not started.
   *
   * @param period positive and a whole number of milliseconds
   * @param onTick receives the grid time in milliseconds; must be short and never block
   * @throws IllegalArgumentException if the period is unusable
   */
  public RecurringTimer(Clock clock, Duration period, LongConsumer onTick) {
    this.clock = clock;
    this.periodMs = Durations.positiveMillis("period", period);
    this.onTick = onTick;
  }

  /**
   * Returns the first point of the grid {@code originMs + k * period} that is after {@code nowMs}.
   *
   * @throws IllegalArgumentException if the period is not positive or not whole milliseconds
   */
  public static long nextTick(long nowMs, Duration period, long originMs) {
    long periodMs = Durations.positiveMillis("period", period);
    long passed = Math.floorDiv(Math.subtractExact(nowMs, originMs), periodMs);
    return Math.addExact(originMs, Math.multiplyExact(passed + 1, periodMs));
  }

  /**
   * Starts ticking at {@code firstMs}; a time in the past makes the ticks since then follow at
   * once.
   *
   * @throws IllegalStateException if the timer was started before, or the clock is closed
   */
  public synchronized void start(long firstMs) {
    if (started) {
      throw new IllegalStateException(
          "Cannot start a recurring timer: it was "
              + (stopped ? "stopped" : "started")
              + " before, expected a new one");
    }
    next = clock.schedule(firstMs, () -> tick(firstMs));
    started = true;
  }

  /**
   * Ends the ticking. A tick that the clock's thread has begun to deliver may still reach the
   * callback; none follows it. May be called again, from any thread and from the callback.
   */
  public synchronized void stop() {
    started = true;
    stopped = true;
    if (next != null) {
      next.cancel();
      next = null;
    }
  }

  private void tick(long tickMs) {
    synchronized (this) {
      if (stopped) {
        return;
      }
      long nextMs = Math.addExact(tickMs, periodMs);
      next = clock.schedule(nextMs, () -> tick(nextMs));
    }
    onTick.accept(tickMs);
  }
}
