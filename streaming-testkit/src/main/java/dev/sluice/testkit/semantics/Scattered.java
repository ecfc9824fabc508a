package dev.sluice.testkit.semantics;

import dev.sluice.rdd.Partitioner;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A partitioner that disagrees with the one by hash. Immutable. */
record Scattered(int partitions) implements Partitioner {
  private static final int FACTOR = 31;

  @Override
  public int partition(@Nullable Object key) {
    return Math.floorMod(FACTOR * Objects.hashCode(key) + 1, partitions);
  }
}
