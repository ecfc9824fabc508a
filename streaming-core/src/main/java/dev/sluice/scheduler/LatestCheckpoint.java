package dev.sluice.scheduler;

import dev.sluice.monitor.CheckpointStatus;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The newest checkpoint that was written. Immutable.
 *
 * @param batch its batch; null before one was written
 */
record LatestCheckpoint(@Nullable Time batch, long writtenMs, Duration took) {
  static final LatestCheckpoint NONE = new LatestCheckpoint(null, 0, Duration.ZERO);

  CheckpointStatus status(Duration interval, int failures, boolean writing) {
    boolean isWritten = batch != null;
    return new CheckpointStatus(
        interval,
        Optional.ofNullable(batch),
        isWritten ? OptionalLong.of(writtenMs) : OptionalLong.empty(),
        isWritten ? Optional.of(took) : Optional.empty(),
        failures,
        writing);
  }
}
