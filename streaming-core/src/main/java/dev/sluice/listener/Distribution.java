package dev.sluice.listener;

import dev.sluice.time.Durations;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * How durations are spread. Each number but the smallest is the least of the durations that so many
 * percent of them do not exceed. Immutable.
 */
record Distribution(
    Duration min, Duration p25, Duration p50, Duration p75, Duration p90, Duration max) {

  /** Returns the distribution of at least one duration. */
  static Distribution of(Collection<Duration> durations) {
    List<Duration> sorted = durations.stream().sorted().toList();
    return new Distribution(
        sorted.get(0),
        percentile(sorted, 25),
        percentile(sorted, 50),
        percentile(sorted, 75),
        percentile(sorted, 90),
        sorted.get(sorted.size() - 1));
  }

  private static Duration percentile(List<Duration> sorted, int percent) {
    int rank = (sorted.size() * percent + 99) / 100;
    return sorted.get(rank - 1);
  }

  /** Returns one line for people. */
  @Override
  public String toString() {
    return "min "
        + Durations.format(min)
        + ", 25 % "
        + Durations.format(p25)
        + ", 50 % "
        + Durations.format(p50)
        + ", 75 % "
        + Durations.format(p75)
        + ", 90 % "
        + Durations.format(p90)
        + ", max "
        + Durations.format(max);
  }
}
