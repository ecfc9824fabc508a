package dev.sluice.benchmarks.sluice;

import dev.sluice.benchmarks.harness.Samples;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What the threads of a {@link StoringReceiver} share: the lines to store, in blocks, and how long
 * each store took. Thread-safe: counters are atomic, times are under the monitor.
 *
 * <p>The receiver reaches it through {@link #current}, as it must be serializable.
 */
final class Stores {
  private static final long MOST_AHEAD = 2_000_000;
  private static final long WAIT_NANOS = 500_000;
  private static volatile @Nullable Stores current;

  private final String[] lines;
  private final int block;
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong stored = new AtomicLong();
  private final AtomicLong workedOff = new AtomicLong();
  private volatile boolean closed;
  private double[] tookMs = new double[1024];
  private int measured;

  /** Stores lines, cycled, so many at a time. */
  Stores(String[] lines, int block) {
    this.lines = lines;
    this.block = block;
  }

  static Stores current() {
    Stores stores = current;
    if (stores == null) {
      throw new IllegalStateException("Cannot find what to store: no run was started");
    }
    return stores;
  }

  void makeCurrent() {
    current = this;
  }

  /** The next block, or null once this is closed; waits while too much is not worked off. */
  @Nullable List<String> take() {
    while (!closed && taken.get() - workedOff.get() > MOST_AHEAD) {
      LockSupport.parkNanos(WAIT_NANOS);
    }
    if (closed) {
      return null;
    }
    long first = taken.getAndAdd(block);
    String[] own = new String[block];
    for (int i = 0; i < block; i++) {
      own[i] = lines[(int) ((first + i) % lines.length)];
    }
    return Arrays.asList(own);
  }

  synchronized void stored(long nanos) {
    stored.addAndGet(block);
    if (measured == tookMs.length) {
      tookMs = Arrays.copyOf(tookMs, 2 * measured);
    }
    tookMs[measured++] = nanos / 1e6;
  }

  void workedOff(long records) {
    workedOff.addAndGet(records);
  }

  void close() {
    closed = true;
  }

  /** Whether every block that was taken is stored. */
  boolean isSettled() {
    return closed && stored.get() == taken.get();
  }

  long stored() {
    return stored.get();
  }

  /** The number of stores since the last call of {@link #forget}. */
  synchronized int measured() {
    return measured;
  }

  /** Forgets how long the stores took so far. */
  synchronized void forget() {
    measured = 0;
  }

  synchronized double quantileMs(double share) {
    return Samples.quantile(Arrays.copyOf(tookMs, measured), share);
  }
}
