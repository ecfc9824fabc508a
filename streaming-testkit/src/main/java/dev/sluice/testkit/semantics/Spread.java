package dev.sluice.testkit.semantics;

import dev.sluice.rdd.Partitioner;
import java.util.Objects;
import java.util.function.ToIntFunction;

/** Where a model puts keys. Immutable. */
record Spread(int partitions, ToIntFunction<Object> target) {
  /** By the non-negative remainder of hash codes. */
  static Spread byHash(int partitions) {
    return new Spread(partitions, key -> Math.floorMod(Objects.hashCode(key), partitions));
  }

  /** As a partitioner says. */
  static Spread by(Partitioner partitioner) {
    return new Spread(partitioner.partitions(), partitioner::partition);
  }
}
