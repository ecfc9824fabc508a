package dev.sluice.benchmarks.soak;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The lines that the receiver stores: as many as the program takes, and later so many a second.
 * Thread-safe where one thread takes: what others see is volatile or atomic.
 *
 * <p>The receiver reaches it through {@link #current}, as it must be serializable.
 */
final class SteadyLines {
  private static final long MOST_AHEAD = 2_000_000;
  private static final long WAIT_NANOS = 500_000;
  private static volatile @Nullable SteadyLines current;

  private final String[] lines;
  private final AtomicLong workedOff = new AtomicLong();
  private volatile long taken;
  private volatile boolean ended;
  private volatile Rate rate = new Rate(0, 0, Double.MAX_VALUE);

  /**
   * A rate from some moment on.
   *
   * @param from the number of the line that is due then
   * @param startNanos the moment
   * @param perSecond lines a second
   */
  private record Rate(long from, long startNanos, double perSecond) {
    boolean isDue(long line, long nowNanos) {
      return line - from <= (nowNanos - startNanos) / 1e9 * perSecond;
    }
  }

  SteadyLines(String[] lines) {
    this.lines = lines;
  }

  static SteadyLines current() {
    SteadyLines made = current;
    if (made == null) {
      throw new IllegalStateException("Cannot find the lines: no run was started");
    }
    return made;
  }

  void makeCurrent() {
    current = this;
  }

  /** The next line once it is due, or null at the end. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one taker
  @Nullable String take() {
    while (!ended && !mayTake()) {
      LockSupport.parkNanos(WAIT_NANOS);
    }
    if (ended) {
      return null;
    }
    String line = lines[(int) (taken % lines.length)];
    taken++;
    return line;
  }

  private boolean mayTake() {
    return rate.isDue(taken, System.nanoTime()) && taken - workedOff.get() < MOST_AHEAD;
  }

  /** Lets so many lines a second be taken from now on. */
  void setRate(double perSecond) {
    rate = new Rate(taken, System.nanoTime(), perSecond);
  }

  void end() {
    ended = true;
  }

  long taken() {
    return taken;
  }

  void workedOff(long more) {
    workedOff.addAndGet(more);
  }

  long workedOff() {
    return workedOff.get();
  }
}
