package dev.sluice.ui.api;

import dev.sluice.time.Time;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What is absent is null in JSON. */
final class Values {
  private Values() {}

  static @Nullable Long orNull(OptionalLong value) {
    return value.isPresent() ? (Long) value.getAsLong() : null;
  }

  static @Nullable Integer orNull(OptionalInt value) {
    return value.isPresent() ? (Integer) value.getAsInt() : null;
  }

  static @Nullable Long millis(Optional<Duration> duration) {
    return duration.map(Duration::toMillis).orElse(null);
  }

  static @Nullable Long time(Optional<Time> time) {
    return time.map(Time::milliseconds).orElse(null);
  }

  static double perSecond(long records, Duration interval) {
    return rounded(records * 1000.0 / interval.toMillis());
  }

  /** Three digits after the point are enough. */
  static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
