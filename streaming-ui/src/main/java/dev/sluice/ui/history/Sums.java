package dev.sluice.ui.history;

import dev.sluice.listener.BatchInfo;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the batches that are retained and have ended come to together. Immutable.
 *
 * @param batches how many
 * @param records in them
 * @param begun how many have begun: one may end without
 * @param schedulingMs how long these waited
 * @param run how many have run
 * @param processingMs how long these ran
 * @param totalMs how long these waited and ran
 */
public record Sums(
    int batches,
    long records,
    int begun,
    long schedulingMs,
    int run,
    long processingMs,
    long totalMs) {
  static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0, 0);

  Sums plus(BatchInfo batch) {
    return plus(batch, 1);
  }

  Sums minus(BatchInfo batch) {
    return plus(batch, -1);
  }

  private Sums plus(BatchInfo batch, int times) {
    Optional<Duration> scheduling = batch.schedulingDelay();
    Optional<Duration> processing = batch.processingDelay();
    return new Sums(
        batches + times,
        records + times * batch.numRecords(),
        begun + times * known(scheduling),
        schedulingMs + times * millis(scheduling),
        run + times * known(processing),
        processingMs + times * millis(processing),
        totalMs + times * millis(batch.totalDelay()));
  }

  private static int known(Optional<Duration> time) {
    return time.isPresent() ? 1 : 0;
  }

  private static long millis(Optional<Duration> time) {
    return time.isPresent() ? time.get().toMillis() : 0;
  }

  /** Records of a batch; empty without batches, as are the others. */
  public OptionalDouble meanRecords() {
    return mean(records, batches);
  }

  /** How long a batch waits, in milliseconds. */
  public OptionalDouble meanSchedulingMs() {
    return mean(schedulingMs, begun);
  }

  /** How long a batch runs, in milliseconds. */
  public OptionalDouble meanProcessingMs() {
    return mean(processingMs, run);
  }

  /** How long a batch waits and runs, in milliseconds. */
  public OptionalDouble meanTotalMs() {
    return mean(totalMs, run);
  }

  private static OptionalDouble mean(long sum, int count) {
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) sum / count);
  }
}
