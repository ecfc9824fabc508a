package dev.sluice.twitter;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before the next request, as the service asks of its clients: after an
 * established stream has ended not at all, after a broken network a little longer each time, after
 * refusals twice as long each time. Confined to the thread of its loop.
 */
final class BackOff {
  private static final Duration NETWORK_STEP = Duration.ofMillis(250);
  private static final Duration NETWORK_MOST = Duration.ofSeconds(16);
  private static final Duration HTTP_FIRST = Duration.ofSeconds(5);
  private static final Duration HTTP_MOST = Duration.ofSeconds(320);
  private static final Duration LIMITED_FIRST = Duration.ofMinutes(1);
  private static final Duration LIMITED_MOST = Duration.ofMinutes(15);

  /** After so long without a keep-alive the service has noticed that a connection is gone. */
  private static final Duration FORGOTTEN = Duration.ofSeconds(20);

  private final double scale;
  private int networkTroubles;
  private int httpTroubles;
  private int limits;
  private int connectionLimits;

  /**
   * Has seen no trouble.
   *
   * @param scale by which all but what the service itself names is multiplied; 1 but for tests
   */
  BackOff(double scale) {
    this.scale = scale;
  }

  /** There is a stream again, and something came by it. */
  void worked() {
    networkTroubles = 0;
    httpTroubles = 0;
    limits = 0;
    connectionLimits = 0;
  }

  /**
   * How long to wait.
   *
   * @throws IllegalArgumentException after what is final
   */
  Duration after(Trouble trouble, Instant now) {
    if (trouble instanceof Trouble.Ended ended) {
      return ended.brought() ? Duration.ZERO : network();
    } else if (trouble instanceof Trouble.Network) {
      return network();
    } else if (trouble instanceof Trouble.Http) {
      return scaled(doubled(HTTP_FIRST, httpTroubles++, HTTP_MOST));
    } else if (trouble instanceof Trouble.RateLimited limited) {
      return untilReset(limited.reset(), now);
    } else if (trouble instanceof Trouble.TooManyConnections) {
      connectionLimits++;
      return connectionLimits == 1
          ? scaled(FORGOTTEN)
          : scaled(doubled(LIMITED_FIRST, connectionLimits - 2, LIMITED_MOST));
    }
    throw new IllegalArgumentException(
        "Cannot wait for a next request: there is none, found " + trouble.description());
  }

  private Duration network() {
    networkTroubles++;
    Duration wait = NETWORK_STEP.multipliedBy(networkTroubles);
    return scaled(shorter(wait, NETWORK_MOST));
  }

  private Duration untilReset(@Nullable Instant reset, Instant now) {
    if (reset == null) {
      return scaled(doubled(LIMITED_FIRST, limits++, LIMITED_MOST));
    }
    Duration named = shorter(Duration.between(now, reset), LIMITED_MOST);
    Duration least = scaled(LIMITED_FIRST);
    return named.compareTo(least) > 0 ? named : least;
  }

  private static Duration doubled(Duration first, int times, Duration most) {
    Duration wait = first;
    for (int i = 0; i < times && wait.compareTo(most) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return shorter(wait, most);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private Duration scaled(Duration wait) {
    return Duration.ofNanos((long) (wait.toNanos() * scale));
  }
}
