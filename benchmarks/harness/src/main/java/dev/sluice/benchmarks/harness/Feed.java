package dev.sluice.benchmarks.harness;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The in-process source: hands out the same records to every contestant, as fast as it asks for
 * them up to a limit that the driver releases, or at a rate.
 *
 * <p>A contestant that reads in one thread asks for one lane, one with two readers for two; each of
 * two lanes cycles through one half of the records. Thread-safe where each lane has one reader:
 * what readers and driver share is volatile. Nothing blocks but {@link #take} and {@link
 * #takeChunk}.
 */
public final class Feed {
  private static final long IDLE_NANOS = 500_000;

  private final String[] records;
  private final Lane[] lanes;
  private volatile boolean closed;
  private volatile long inFlight = Long.MAX_VALUE;
  private volatile long acknowledged;
  private volatile @Nullable Pace pace;

  Feed(String[] records, int lanes) {
    this.records = records;
    this.lanes = new Lane[lanes];
    for (int i = 0; i < lanes; i++) {
      int from = (int) ((long) records.length * i / lanes);
      int to = (int) ((long) records.length * (i + 1) / lanes);
      this.lanes[i] = new Lane(records, from, to);
    }
  }

  /** The number of lanes, 1 or 2. */
  public int lanes() {
    return lanes.length;
  }

  /** The next record of a lane, or null where none is to be had at the moment. */
  public @Nullable String next(int lane) {
    Lane own = lanes[lane];
    return own.isExhausted() && !refresh(own) ? null : own.next();
  }

  /** Up to {@code most} next records of a lane, or null where none is to be had at the moment. */
  public @Nullable Chunk nextChunk(int lane, int most) {
    Lane own = lanes[lane];
    return own.isExhausted() && !refresh(own) ? null : own.nextChunk(most);
  }

  /** As {@link #nextChunk}, by number and over the end of the cycle; for feeds of one lane. */
  public @Nullable Range nextRange(long most) {
    Lane only = lanes[0];
    if (lanes.length > 1) {
      throw new IllegalStateException(
          "Cannot hand out a range: found " + lanes.length + " lanes, expected 1");
    }
    return only.isExhausted() && !refresh(only) ? null : only.nextRange(most);
  }

  /** The record of a number, for feeds of one lane. */
  public String record(long number) {
    return records[(int) (number % records.length)];
  }

  /** The next record of a lane, waiting for it; null once the feed is closed. */
  public @Nullable String take(int lane) {
    String record = next(lane);
    while (record == null && !closed) {
      LockSupport.parkNanos(IDLE_NANOS);
      record = next(lane);
    }
    return record;
  }

  /** The next records of a lane, waiting for at least one; null once the feed is closed. */
  public @Nullable Chunk takeChunk(int lane, int most) {
    Chunk chunk = nextChunk(lane, most);
    while (chunk == null && !closed) {
      LockSupport.parkNanos(IDLE_NANOS);
      chunk = nextChunk(lane, most);
    }
    return chunk;
  }

  /** Bounds how many records are handed out beyond those that {@link #acknowledge} has reported. */
  public void limitInFlight(long most) {
    inFlight = most;
  }

  /** Reports so many more records as worked off; called by one thread of a contestant. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
  public void acknowledge(long more) {
    acknowledged += more;
  }

  private boolean refresh(Lane lane) {
    long most = Long.MAX_VALUE;
    if (inFlight != Long.MAX_VALUE) {
      most = acknowledged / lanes.length + inFlight / lanes.length;
    }
    Pace steady = pace;
    if (steady != null) {
      most = Math.min(most, steady.dueBy(System.nanoTime()));
    }
    return lane.refresh(most);
  }

  void close() {
    closed = true;
  }

  /** Lets so many more records be handed out, shared equally by the lanes. */
  void release(long more) {
    for (Lane lane : lanes) {
      lane.setLimit(lane.limit() + more / lanes.length);
    }
  }

  /**
   * Hands out records at a rate from now on (one lane), up to the number that {@link #end} sets.
   */
  Pace pace(double recordsPerSecond) {
    Pace steady = new Pace(System.nanoTime(), recordsPerSecond);
    pace = steady;
    lanes[0].setLimit(Long.MAX_VALUE);
    return steady;
  }

  void end(long number) {
    lanes[0].setLimit(number);
  }
}
