package dev.sluice.listener;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** The time between two points in time of which either may not have come yet. */
final class Elapsed {

  private Elapsed() {}

  static Optional<Duration> between(OptionalLong startMs, OptionalLong endMs) {
    if (startMs.isEmpty() || endMs.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(Duration.ofMillis(endMs.getAsLong() - startMs.getAsLong()));
  }
}
