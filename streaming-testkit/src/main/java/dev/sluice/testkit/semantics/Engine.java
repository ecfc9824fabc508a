package dev.sluice.testkit.semantics;

/**
 * What the suite takes into account of an engine. Immutable.
 *
 * @param keepsArrivalOrder whether keys and values come out of a shuffle as they arrived
 * @param tasksRunHere whether tasks see this process's memory
 * @param partitionNumbers on how many numbers of partitions each case is tried
 */
record Engine(boolean keepsArrivalOrder, boolean tasksRunHere, int partitionNumbers) {
  /** The engine of the core. */
  static final Engine EMBEDDED = new Engine(true, true, Trials.MOST_PARTITIONS);
}
