package dev.sluice.twitter;

import java.util.concurrent.TimeUnit;

/**
 * Since when there is no stream, over all attempts of a receiver. Confined to one thread at a time.
 */
final class Outage {
  /** What a connection that ends sooner was to bring of an earlier outage may be missing. */
  private static final long STEADY_NS = TimeUnit.MINUTES.toNanos(1);

  private boolean down;
  private boolean everDown;
  private long sinceNs;
  private long countedNs;
  private long upNs;

  /** The stream has ended. */
  void begin(long nowNs) {
    if (down) {
      return;
    }
    if (!everDown || nowNs - upNs > STEADY_NS) {
      sinceNs = nowNs;
    }
    down = true;
    everDown = true;
    countedNs = nowNs;
  }

  /** There is a stream, or was until now. */
  void end(long nowNs) {
    if (down) {
      down = false;
      upNs = nowNs;
    }
  }

  /** How long there was none since this was asked last. */
  long takeMs(long nowNs) {
    if (!down) {
      return 0;
    }
    long ms = TimeUnit.NANOSECONDS.toMillis(nowNs - countedNs);
    countedNs += TimeUnit.MILLISECONDS.toNanos(ms);
    return ms;
  }

  /** How many minutes to ask for so that nothing is missing, as far as there may be so many. */
  int backfillMinutes(long nowNs, int most) {
    return down ? (int) Math.min(most, TimeUnit.NANOSECONDS.toMinutes(nowNs - sinceNs) + 1) : 0;
  }
}
