package dev.sluice.rdd;

import org.jspecify.annotations.Nullable;

/**
 * Spreads keys by the non-negative remainder of their hash code; null goes to partition 0.
 * Immutable.
 *
 * @param partitions the number of partitions, 1 or more
 */
public record HashPartitioner(int partitions) implements Partitioner {
  /** Checks the number of partitions. */
  public HashPartitioner {
    if (partitions < 1) {
      throw new IllegalArgumentException(
          "Cannot partition by hash: found " + partitions + " partitions, expected 1 or more");
    }
  }

  @Override
  public int partition(@Nullable Object key) {
    return key == null ? 0 : remainder(key.hashCode());
  }

  /** Without a division where that is possible: it would cost more than all the rest. */
  private int remainder(int hash) {
    int mask = partitions - 1;
    return (partitions & mask) == 0 ? hash & mask : Math.floorMod(hash, partitions);
  }
}
