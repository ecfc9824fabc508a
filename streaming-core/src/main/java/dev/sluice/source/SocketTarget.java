package dev.sluice.source;

import java.io.Serializable;
import java.time.Duration;

/**
 * Where to connect to. Immutable.
 *
 * @param connectTimeout how long connecting may take
 */
record SocketTarget(String host, int port, Duration connectTimeout) implements Serializable {
  private static final int GREATEST_PORT = 65_535;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  SocketTarget {
    if (host.isBlank()) {
      throw new IllegalArgumentException(
          "Cannot receive from a socket: found no host, expected a name or an address");
    }
    if (port < 1 || port > GREATEST_PORT) {
      throw new IllegalArgumentException(
          "Cannot receive from a socket: found port %d, expected 1 to %d"
              .formatted(port, GREATEST_PORT));
    }
    if (connectTimeout.toMillis() < 1 || connectTimeout.toMillis() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "Cannot receive from a socket: found a connect timeout of %d ms, expected 1 to %d"
              .formatted(connectTimeout.toMillis(), Integer.MAX_VALUE));
    }
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
