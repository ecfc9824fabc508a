package dev.sluice.zeromq;

import org.jspecify.annotations.Nullable;
import org.zeromq.ZEvent;

/**
 * Follows the connections of one socket by what JeroMQ tells of them. Thread-safe: guarded by its
 * monitor; JeroMQ's own thread tells.
 */
final class ConnectionWatch implements ZEvent.ZEventConsummer {
  /** After a loss JeroMQ says at once that it will try again, or never does. */
  private static final long DEAD_AFTER_NS = 500_000_000L;

  private final boolean connects;
  private int peers;
  private long connections;
  private long ended;
  private long connectedNs;
  private long endedNs;
  private boolean triesAgain = true;
  private @Nullable Integer refusal;

  /**
   * Has seen nothing.
   *
   * @param connects whether the socket connects
   */
  ConnectionWatch(boolean connects) {
    this.connects = connects;
  }

  /**
   * What was seen so far. Immutable.
   *
   * @param peers how many are connected now
   * @param connections how many there were
   * @param ended how many of them have ended
   * @param connectedNs when the last one came
   */
  record Seen(int peers, long connections, long ended, long connectedNs) {}

  @Override
  public synchronized void consume(ZEvent event) {
    switch (event.getEvent()) {
      case CONNECTED, ACCEPTED -> {
        peers++;
        connections++;
        connectedNs = System.nanoTime();
        triesAgain = true;
      }
      case DISCONNECTED -> {
        peers = Math.max(0, peers - 1);
        ended++;
        endedNs = System.nanoTime();
        triesAgain = !connects;
      }
      case CONNECT_DELAYED, CONNECT_RETRIED -> triesAgain = true;
      case HANDSHAKE_FAILED_AUTH -> refusal = event.getValue();
      default -> {}
    }
  }

  synchronized Seen seen() {
    return new Seen(peers, connections, ended, connectedNs);
  }

  /** Why the socket will never connect again; null if it may. */
  synchronized @Nullable String whyDead(Endpoint endpoint) {
    if (refusal != null) {
      return "Cannot receive from or send to %s: it refused the authentication, found status %d"
          .formatted(endpoint, refusal);
    }
    if (!triesAgain && System.nanoTime() - endedNs > DEAD_AFTER_NS) {
      return ("The connection to %s ended by an error: a message above the limit, or keys or"
              + " mechanisms do not match")
          .formatted(endpoint);
    }
    return null;
  }
}
