package dev.sluice.benchmarks.harness;

import java.util.Optional;

/**
 * A number of records released at once and worked off. Immutable.
 *
 * @param records how many
 * @param seconds from the release to the last record's result
 * @param cpuSeconds the process's CPU time meanwhile
 * @param busyBefore what batches with records had taken before it, where the contestant knows
 */
record Phase(long records, double seconds, double cpuSeconds, Optional<Busy> busyBefore) {
  double rate() {
    return records / seconds;
  }
}
