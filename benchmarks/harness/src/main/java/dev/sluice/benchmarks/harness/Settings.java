package dev.sluice.benchmarks.harness;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What a run was asked for. Immutable.
 *
 * @param name the contestant's name in the results
 * @param workload what is measured
 * @param ingest how records come in
 * @param batchMs the batch interval
 * @param threads worker threads, for contestants that take their number from here
 * @param lines how many different lines the corpus has
 * @param keys how many different keys the workloads with state have
 * @param rate records a second, for paced workloads
 * @param warmSeconds how long the warm-up takes at least
 * @param measureSeconds how long the measured part takes, about
 * @param records how many records are measured, 0 to choose by the warm-up's rate
 * @param seed of the corpus
 * @param timeoutSeconds after how long the run is given up
 * @param intervals the batch intervals of the workload that shortens them, in milliseconds
 * @param options the contestant's own settings
 */
public record Settings(
    String name,
    Workload workload,
    Ingest ingest,
    long batchMs,
    int threads,
    int lines,
    int keys,
    double rate,
    double warmSeconds,
    double measureSeconds,
    long records,
    long seed,
    int timeoutSeconds,
    List<Long> intervals,
    Map<String, String> options) {

  /** The window of the windowed workload. */
  public static final long WINDOW_MS = 10_000;

  /** How many updates a batch takes in the workloads with state, where batches have a size. */
  public static final int UPDATES_IN_BATCH = 100_000;

  /** Copies the collections. */
  public Settings {
    intervals = List.copyOf(intervals);
    options = Map.copyOf(options);
  }

  /** The contestant's own setting of a name, or another value where it has none. */
  public String option(String option, String otherwise) {
    return options.getOrDefault(option, otherwise);
  }

  /** The shortest batch interval that the run will use. */
  public long shortestBatchMs() {
    return workload.mode() == Workload.Mode.INTERVALS ? Collections.min(intervals) : batchMs;
  }

  /** Whether the ingest is this one. */
  public boolean is(Ingest other) {
    return ingest == other;
  }
}
