package dev.sluice.scheduler;

import dev.sluice.time.Durations;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * Estimates how many records a second batches can process, as a PID controller: the set point is
 * the rate at which the latest batch was processed, the error how far the latest estimate is off,
 * its sum over time what waits for a batch to begin. Confined to one thread.
 */
final class PidRateEstimator {
  private final long intervalMs;
  private final PidSettings settings;
  private long latestMs = -1;
  private double latestRate = -1;
  private double latestError = -1;
  private boolean isFirst = true;

  /**
   * An estimator that has seen no batch.
   *
   * @throws IllegalArgumentException if the batch interval is not a positive number of milliseconds
   */
  PidRateEstimator(Duration batchInterval, PidSettings settings) {
    Durations.requireWholePositive("batch interval", batchInterval);
    this.intervalMs = batchInterval.toMillis();
    this.settings = settings;
  }

  /**
   * Takes a batch that has ended.
   *
   * @param endMs when it ended
   * @param records how many it had
   * @param processingMs how long it took
   * @param schedulingMs how long it waited before
   * @return the rate in records a second; empty for the first batch, and for those that tell
   *     nothing, as they are late or had no records or took no time
   */
  OptionalDouble compute(long endMs, long records, long processingMs, long schedulingMs) {
    if (endMs <= latestMs || records <= 0 || processingMs <= 0) {
      return OptionalDouble.empty();
    }
    double seconds = (endMs - latestMs) / 1000.0;
    double rate = 1000.0 * records / processingMs;
    latestMs = endMs;
    if (isFirst) {
      isFirst = false;
      latestRate = rate;
      latestError = 0;
      return OptionalDouble.empty();
    }
    double error = latestRate - rate;
    double sum = schedulingMs * rate / intervalMs;
    double change = (error - latestError) / seconds;
    latestRate =
        Math.max(
            settings.minRate(),
            latestRate
                - settings.proportional() * error
                - settings.integral() * sum
                - settings.derived() * change);
    latestError = error;
    return OptionalDouble.of(latestRate);
  }
}
