package dev.sluice.streaming;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The settings of what outlives the process; part of {@link ConfKeys#all}. Immutable. */
public final class CheckpointKeys {

  /** The checkpoint directory; none if unset. */
  public static final ConfKey<Optional<String>> DIRECTORY =
      ConfKey.text(
              "streaming.checkpoint.directory",
              "Where state and progress are kept so that the program goes on from there when it is"
                  + " started again; as `checkpoint(directory)` in the program, which counts if both"
                  + " are there. Unset: nowhere.")
          .optional();

  /** The time between two checkpoints; as the program's states ask for if unset. */
  public static final ConfKey<Optional<Duration>> INTERVAL =
      ConfKey.duration(
              "streaming.checkpoint.interval",
              ChronoUnit.MILLIS,
              "The time between two checkpoints, rounded up to whole batches. Unset: the shortest"
                  + " that a state asks for (10 batches of `mapWithState`, about 10 s of"
                  + " `updateStateByKey`, or what `checkpoint(interval)` says), else about 10 s.")
          .where(interval -> !interval.isZero(), "greater than 0")
          .optional();

  /** How many checkpoints are kept. */
  public static final ConfKey<Integer> KEPT =
      ConfKey.integer(
              "streaming.checkpoint.kept",
              "How many checkpoints are kept. If the newest is damaged, the one before counts.")
          .where(checkpoints -> checkpoints >= 1, "at least 1")
          .withDefault("3");

  /** Whether received data is logged in the checkpoint directory. */
  public static final ConfKey<Boolean> WRITE_AHEAD_LOG =
      ConfKey.bool(
              "streaming.receiver.writeAheadLog.enable",
              "Whether what receivers receive is logged in the checkpoint directory before it counts"
                  + " as received, so that it survives the driver.")
          .withDefault("false");

  /** After how long a log of received data goes on in a new file. */
  public static final ConfKey<Duration> LOG_ROLLING_INTERVAL =
      ConfKey.duration(
              "streaming.receiver.writeAheadLog.rollingIntervalSecs",
              ChronoUnit.SECONDS,
              "After how long a log of received data goes on in a new file. Files are deleted as a"
                  + " whole.")
          .where(interval -> !interval.isZero(), "greater than 0")
          .withDefault("60s");

  /** How many failures in a row a log of received data gets over. */
  public static final ConfKey<Integer> LOG_MAX_FAILURES =
      ConfKey.integer(
              "streaming.receiver.writeAheadLog.maxFailures",
              "How many failures of the disk in a row a log of received data gets over.")
          .where(failures -> failures >= 1, "at least 1")
          .withDefault("3");

  static final List<ConfKey<?>> ALL =
      List.of(DIRECTORY, INTERVAL, KEPT, WRITE_AHEAD_LOG, LOG_ROLLING_INTERVAL, LOG_MAX_FAILURES);

  private CheckpointKeys() {}
}
