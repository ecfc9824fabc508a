package dev.sluice.zeromq;

import java.util.concurrent.TimeUnit;

/**
 * Reports when there has been no connection for long, again each time it is twice as long, and when
 * there is one again: JeroMQ tries again by itself, and says nothing. Confined to the thread of its
 * loop.
 */
final class Outage {
  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(5);

  /** A connection without a word is one if it lasts so long: a refused handshake does not. */
  private static final long STEADY_NS = TimeUnit.SECONDS.toNanos(1);

  private final Endpoint endpoint;
  private final Duty duty;
  private long downNs = System.nanoTime();
  private long limitNs = PATIENCE_NS;
  private long connectionsBefore;
  private boolean down = true;

  Outage(Endpoint endpoint, Duty duty) {
    this.endpoint = endpoint;
    this.duty = duty;
  }

  /** Another socket has seen nothing yet. */
  void reopened() {
    connectionsBefore = 0;
  }

  /** Looks how it is. */
  void check(ConnectionWatch.Seen seen, boolean heard) {
    long nowNs = System.nanoTime();
    boolean up = seen.peers() > 0 && (heard || nowNs - seen.connectedNs() > STEADY_NS);
    if (up && down) {
      connectedAgain(nowNs);
    } else if (!up && !down) {
      downNs = nowNs;
      connectionsBefore = seen.connections();
    }
    down = !up;
    if (down && nowNs - downNs > limitNs) {
      limitNs *= 2;
      duty.report(trouble(nowNs, seen.connections() - connectionsBefore), null);
    }
  }

  private void connectedAgain(long nowNs) {
    if (limitNs > PATIENCE_NS) {
      limitNs = PATIENCE_NS;
      duty.report(
          "Connected %s again, after %d s"
              .formatted(place(), TimeUnit.NANOSECONDS.toSeconds(nowNs - downNs)),
          null);
    }
  }

  private String trouble(long nowNs, long connections) {
    String found =
        connections <= 0
            ? "found no connection for %d s"
            : "found no connection for %d s but "
                + connections
                + " that ended at once, as where keys or mechanisms do not match";
    String goesOn = endpoint.connects() ? ", trying on" : ", waiting on";
    return ("Nobody is connected %s: " + found + goesOn)
        .formatted(place(), TimeUnit.NANOSECONDS.toSeconds(nowNs - downNs));
  }

  private String place() {
    return (endpoint.connects() ? "to " : "at ") + endpoint;
  }
}
