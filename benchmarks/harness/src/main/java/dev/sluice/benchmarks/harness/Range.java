package dev.sluice.benchmarks.harness;

import java.io.Serializable;

/**
 * Records by their number since the start. Immutable.
 *
 * @param from the first
 * @param to the one behind the last
 */
public record Range(long from, long to) implements Serializable {
  /** The number of records. */
  public long size() {
    return to - from;
  }
}
