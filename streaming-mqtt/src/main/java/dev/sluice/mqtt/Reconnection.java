package dev.sluice.mqtt;

import dev.sluice.mqtt.client.Server;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * What a receiver knows of its connections from one to the next: which server to try, how long to
 * wait before that, and whether the broker should have a session. Thread-safe: guarded by its
 * monitor.
 */
final class Reconnection {
  /** After this long a connection was good. */
  private static final long GOOD_NS = TimeUnit.SECONDS.toNanos(10);

  private final List<Server> servers;
  private final long leastMs;
  private final long mostMs;
  private final RandomGenerator random;
  private long nextMs;
  private int failures;
  private int next;
  private boolean hasSession;

  Reconnection(MqttOptions options, RandomGenerator random) {
    this.servers = List.copyOf(options.get(MqttOption.SERVERS));
    this.leastMs = options.get(MqttOption.RECONNECT_DELAY).least().toMillis();
    this.mostMs = options.get(MqttOption.RECONNECT_DELAY).most().toMillis();
    this.random = random;
    this.nextMs = leastMs;
  }

  /** The server to try. */
  synchronized Server server() {
    return servers.get(next);
  }

  /**
   * A connection has failed, or could not be made; the next server is the one to try.
   *
   * @param livedNs how long it had lasted
   * @return how long to wait before that; not at all if there is one that was not tried since
   */
  synchronized Duration failed(long livedNs) {
    if (livedNs > GOOD_NS) {
      nextMs = leastMs;
      failures = 0;
    }
    failures++;
    next = (next + 1) % servers.size();
    return failures % servers.size() == 0 ? nextWait() : Duration.ZERO;
  }

  /** Up to a half of each wait is taken off, so that not all clients come at once. */
  private Duration nextWait() {
    long wait = nextMs;
    nextMs = Math.min(mostMs, 2 * nextMs);
    return Duration.ofMillis(wait - random.nextLong(wait / 2 + 1));
  }

  /** Whether there was a session before. */
  synchronized boolean hasSession() {
    return hasSession;
  }

  /** The client is connected and subscribed. */
  synchronized void begun() {
    hasSession = true;
  }
}
