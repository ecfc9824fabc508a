package dev.sluice.rdd;

import dev.sluice.function.Tuple2;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;

/** Changes the number of partitions. */
final class Repartitioning {
  private Repartitioning() {}

  /** Joins neighbouring partitions; partition i of n reads those from ⌊i·p/n⌋ to ⌊(i+1)·p/n⌋. */
  static <T> Plan<T> coalesce(Plan<T> plan, int partitions) {
    requirePositive(partitions);
    if (partitions >= plan.partitions()) {
      return plan;
    }
    List<List<PartitionMap.Input>> inputs = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      List<PartitionMap.Input> group = new ArrayList<>();
      int end = Slices.start(i + 1, partitions, plan.partitions());
      for (int p = Slices.start(i, partitions, plan.partitions()); p < end; p++) {
        group.add(new PartitionMap.Input(0, p));
      }
      inputs.add(group);
    }
    return new Narrow<>(List.of(plan), new PartitionMap.Listed(inputs), new Step.Concat(), null);
  }

  /**
   * Deals the records of each partition in turn to the new ones, beginning at one that depends on
   * the partition's number alone.
   */
  static <T> Plan<T> deal(Plan<T> plan, int partitions) {
    requirePositive(partitions);
    EmptyPreserving<Tuple2<Integer, T>> deal =
        (task, parents) -> {
          int start = new SplittableRandom(task.partition()).nextInt(partitions);
          return Repartitioning.<T>deal(Plans.iterator(parents, 0), start, partitions);
        };
    Plan<Tuple2<Integer, T>> dealt = Plans.step(plan, new Step.Partitions<>(deal));
    return Plans.values(
        new Shuffle<Integer, T, T>(dealt, new HashPartitioner(partitions), null, null));
  }

  private static <T> Iterator<Tuple2<Integer, T>> deal(
      Iterator<T> records, int start, int partitions) {
    int[] next = {start};
    return new MappedIterator<>(
        records,
        record -> {
          int target = next[0];
          next[0] = target + 1 == partitions ? 0 : target + 1;
          return new Tuple2<>(target, record);
        });
  }

  private static void requirePositive(int partitions) {
    if (partitions < 1) {
      throw new IllegalArgumentException(
          "Cannot change the number of partitions: found " + partitions + ", expected 1 or more");
    }
  }
}
