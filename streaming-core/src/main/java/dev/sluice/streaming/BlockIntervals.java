package dev.sluice.streaming;

import java.time.Duration;
import java.util.Optional;

/** How long receivers collect records into one block where nobody says. Stateless. */
final class BlockIntervals {
  private static final int BLOCKS_PER_THREAD = 2;
  private static final long LEAST_MS = 5;
  private static final long MOST_MS = 200;

  private BlockIntervals() {}

  /**
   * How many partitions a batch of a stream has at most; if it has more blocks, several are read in
   * one. With an interval of the user each block has a partition of its own, but for those that are
   * not cut by an interval.
   *
   * @param eager whether blocks are cut as soon as there is something to store
   */
  static int mostPartitions(
      Optional<Duration> blockInterval, Duration batchInterval, int taskThreads, boolean eager) {
    if (blockInterval.isEmpty()) {
      return BLOCKS_PER_THREAD * taskThreads;
    }
    long intervals = batchInterval.toMillis() / blockInterval.get().toMillis();
    return eager ? (int) Math.max(1, Math.min(intervals, Integer.MAX_VALUE)) : Integer.MAX_VALUE;
  }

  /**
   * The interval with which all receivers together cut about two blocks a batch for each task
   * thread, within 5 and 200 ms.
   */
  static Duration of(Duration batchInterval, int taskThreads, int receivers) {
    long blocks = Math.max(1, (long) BLOCKS_PER_THREAD * taskThreads / Math.max(1, receivers));
    long ms = batchInterval.toMillis() / blocks;
    return Duration.ofMillis(Math.max(LEAST_MS, Math.min(MOST_MS, ms)));
  }
}
