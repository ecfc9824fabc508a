package dev.sluice.rdd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts datasets one after the other. */
final class Uniting {
  private Uniting() {}

  /**
   * The partitions of one plan after those of the other. Plans with the same partitioner are united
   * partition by partition instead, which keeps it.
   */
  static <T> Plan<T> plan(List<Plan<T>> plans) {
    List<Plan<T>> parents = plans.stream().filter(plan -> plan.partitions() > 0).toList();
    if (parents.isEmpty()) {
      return new Source<>(List.of());
    }
    if (parents.size() == 1) {
      return parents.get(0);
    }
    Optional<Partitioner> common = parents.get(0).partitioner();
    if (common.isPresent() && parents.stream().allMatch(p -> p.partitioner().equals(common))) {
      PartitionMap aligned = Plans.oneToOne(parents.size(), parents.get(0));
      return new Narrow<>(parents, aligned, new Step.Concat(), common.get());
    }
    return new Narrow<>(parents, oneAfterTheOther(parents), new Step.Concat(), null);
  }

  private static PartitionMap oneAfterTheOther(List<? extends Plan<?>> parents) {
    List<List<PartitionMap.Input>> inputs = new ArrayList<>();
    for (int parent = 0; parent < parents.size(); parent++) {
      for (int partition = 0; partition < parents.get(parent).partitions(); partition++) {
        inputs.add(List.of(new PartitionMap.Input(parent, partition)));
      }
    }
    return new PartitionMap.Listed(inputs);
  }
}
