package dev.sluice.monitor;

import dev.sluice.time.Time;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far checkpoints are. Immutable.
 *
 * @param interval how often one is taken
 * @param lastBatch the batch of the newest one that this process has written
 * @param lastWrittenMs when it was written, in the clock's milliseconds
 * @param lastTook how long that took, whatever the clock
 * @param failures how many failed since
 * @param writing whether one is being written
 */
public record CheckpointStatus(
    Duration interval,
    Optional<Time> lastBatch,
    OptionalLong lastWrittenMs,
    Optional<Duration> lastTook,
    int failures,
    boolean writing) {}
