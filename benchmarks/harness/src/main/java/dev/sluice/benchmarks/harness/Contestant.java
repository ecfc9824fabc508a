package dev.sluice.benchmarks.harness;

import java.util.Optional;

/**
 * One system under measurement. Confined to the driver's thread.
 *
 * <p>{@link #start} and {@link #stop} may come several times, in turn, between one {@link #open}
 * and one {@link #close}.
 */
public interface Contestant {
  /** The version that is measured. */
  String version();

  /** Whether it has this workload with this ingest at all. */
  boolean supports(Settings settings);

  /** How many lanes of the feed its pipeline reads: 1 or 2, and 1 where the feed is paced. */
  int lanes(Settings settings);

  /** Whether an idle socket must carry an empty line now and then, to move event time on. */
  default boolean needsHeartbeat() {
    return false;
  }

  /** Waits until the batches cut so far are worked off; called before records are released. */
  default void awaitIdle() throws Exception {}

  /** What batches with records have taken since the start, where the contestant knows. */
  default Optional<Busy> busy() {
    return Optional.empty();
  }

  /** How it measures a workload that only it has, or empty if it does not have it. */
  default Optional<Measurement> own(Settings settings) {
    return Optional.empty();
  }

  /** Prepares what all jobs of the run share. */
  void open(Settings settings) throws Exception;

  /** Starts the job's pipeline, and returns once it runs or will run without further calls. */
  void start(Job job) throws Exception;

  /** Ends the pipeline. */
  void stop() throws Exception;

  /** Gives back what {@link #open} took. */
  void close() throws Exception;
}
