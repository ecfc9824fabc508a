package dev.sluice.benchmarks.harness;

import java.util.Locale;

/**
 * The fields of a result, in the order in which they are printed; times are in the unit that the
 * name ends in.
 */
public enum Field {
  CONTESTANT,
  VERSION,
  WORKLOAD,
  INGEST,
  /** Which of the several results that a run has; none where it has one. */
  VARIANT,
  /** The batch interval. */
  BATCH_MS,
  /** How many records were measured. */
  N,
  SECONDS,
  RECORDS_PER_S,
  /**
   * From when a record was due to when its batch's output was complete; of a log, what a store took
   * until it was durable.
   */
  P50_MS,
  P99_MS,
  P999_MS,
  /** The process's CPU time over the measured part, with all of its threads. */
  CPU_S,
  /** The process's peak resident memory. */
  RSS_MB,
  CORRECT,
  ERROR,
  /** What the batches with records took in all, and how many there were. */
  BUSY_S,
  BUSY_BATCHES,
  /** Records a second, of a paced run. */
  RATE,
  /** How long a paced run took before it was measured. */
  WARMED_S,
  /** How many batches had output. */
  BATCHES,
  /** From a batch's end to its output. */
  LATE_P50_MS,
  LATE_P99_MS,
  /** By how much lateness grew over the measured time. */
  LATE_GROWTH_MS,
  /** Whether the contestant kept up with the rate. */
  SUSTAINED,
  MISSING_WORDS,
  /** From the start of the JVM until all results were out. */
  ALL_RESULTS_S,
  THREADS,
  CLASSES,
  /** What the contestant pulls in besides the harness. */
  JARS,
  JARS_MB,
  /** CPU time that a batch took. */
  CPU_US_PER_BATCH,
  /** Received bytes that became durable a second, without what the log adds. */
  LOGGED_MB_PER_S,
  /** How many stores became durable. */
  STORES,
  /** How many keys the state had, and how many records had been received and not worked off. */
  KEYS,
  BACKLOG,
  /**
   * From the start of the JVM until the program's main method, and until its context had started.
   */
  MAIN_S,
  STARTED_S,
  /** From the start of the JVM until the backlog was worked off. */
  CAUGHT_UP_S,
  /** How much there is of what grows. */
  SIZE;

  /** The name in JSON. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
