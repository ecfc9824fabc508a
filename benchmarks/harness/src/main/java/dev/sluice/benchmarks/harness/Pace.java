package dev.sluice.benchmarks.harness;

/**
 * When the records of a steady rate are due, by {@link System#nanoTime}. Immutable.
 *
 * @param startNanos when the first one is
 * @param perSecond how many are due a second
 */
record Pace(long startNanos, double perSecond) {
  private static final double NANOS = 1e9;

  /** How many records are due by then. */
  long dueBy(long nanoTime) {
    return nanoTime < startNanos ? 0 : (long) ((nanoTime - startNanos) * perSecond / NANOS) + 1;
  }

  /** When the record of a number, from 0, is due. */
  long due(long number) {
    return startNanos + (long) (number * NANOS / perSecond);
  }
}
