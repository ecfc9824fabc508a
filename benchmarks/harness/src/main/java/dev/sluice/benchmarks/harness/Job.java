package dev.sluice.benchmarks.harness;

import org.jspecify.annotations.Nullable;

/**
 * One pipeline to start. Immutable; what it refers to is shared with the driver.
 *
 * <p>Everything runs in one JVM, but an engine may serialize the functions of its program. Such
 * code reaches the job through {@link #current} rather than carry it along.
 *
 * @param settings what the run was asked for
 * @param batchMs this job's batch interval; its windows slide by it
 * @param literal what {@link Pipeline#GREP} looks for, otherwise empty
 * @param feed where records come from, unless over a socket
 * @param sink where results go
 * @param port the local port to read from where the ingest is {@link Ingest#TCP}, otherwise 0
 */
public record Job(Settings settings, long batchMs, String literal, Feed feed, Sink sink, int port) {
  private static volatile @Nullable Job current;

  /** The job that was started last. */
  public static Job current() {
    Job job = current;
    if (job == null) {
      throw new IllegalStateException("Cannot find the current job: none was started");
    }
    return job;
  }

  void makeCurrent() {
    current = this;
  }

  /** The program to run. */
  public Pipeline pipeline() {
    return settings.workload().pipeline();
  }

  /** Whether the ingest is this one. */
  public boolean is(Ingest ingest) {
    return settings.is(ingest);
  }

  /** Whether records come at a rate. */
  public boolean paced() {
    return settings.workload().paced();
  }
}
