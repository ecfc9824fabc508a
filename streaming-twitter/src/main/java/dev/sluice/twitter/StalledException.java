package dev.sluice.twitter;

import java.io.IOException;
import java.time.Duration;

/** Nothing came for so long that the connection has to be taken for dead. */
final class StalledException extends IOException {
  private static final long serialVersionUID = 1L;

  StalledException(Duration limit) {
    super("Nothing came for %d ms, not even a keep-alive".formatted(limit.toMillis()));
  }
}
