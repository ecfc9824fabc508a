package dev.sluice.benchmarks.harness;

/**
 * How long batches took. Immutable.
 *
 * @param seconds in all
 * @param batches how many there were
 */
public record Busy(double seconds, long batches) {
  Busy since(Busy earlier) {
    return new Busy(seconds - earlier.seconds, batches - earlier.batches);
  }
}
