package dev.sluice.dstream;

import dev.sluice.rdd.MergingAccumulator;
import dev.sluice.rdd.Narrow;
import dev.sluice.rdd.PartitionMap;
import dev.sluice.rdd.Partitioner;
import dev.sluice.rdd.Plan;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.Step;
import dev.sluice.time.Time;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Applies a function that may fail to every record; none where the parent has no dataset. What
 * failed is known as long as the dataset is remembered.
 */
final class GuardedOperator<P, T> extends Operator<T> {
  private final Operator<P> parent;
  private final ErrorPolicy policy;
  private final RecordFunction<P, T> function;
  private final boolean keepsKeys;
  private final ConcurrentSkipListMap<Time, DatasetFailures> failures =
      new ConcurrentSkipListMap<>();

  /**
   * An operator under a policy.
   *
   * @param keepsKeys whether keys stay in their partitions
   */
  GuardedOperator(
      String kind,
      Operator<P> parent,
      ErrorPolicy policy,
      RecordFunction<P, T> function,
      boolean keepsKeys) {
    super(parent.graph(), kind);
    this.parent = parent;
    this.policy = policy;
    this.function = function;
    this.keepsKeys = keepsKeys;
  }

  @Override
  List<Operator<P>> parents() {
    return List.of(parent);
  }

  Operator<P> parent() {
    return parent;
  }

  ErrorPolicy policy() {
    return policy;
  }

  /** What failed in each dataset that is remembered, oldest first; on any thread. */
  Collection<DatasetFailures> failures() {
    return failures.values();
  }

  @Override
  Optional<RDD<T>> compute(Time time) {
    return parent.at(time).map(dataset -> guarded(dataset, time));
  }

  private RDD<T> guarded(RDD<P> dataset, Time time) {
    GuardedDataset guarded =
        new GuardedDataset(id(), describe(), time, policy.toString(), policy.bounds());
    MergingAccumulator<FailedRecord, FailedRecords> found =
        graph().rdds().mergingAccumulator(id(), new FailedRecords.Fold(policy.bounds()));
    failures.put(time, new DatasetFailures(guarded, policy.quarantine(), found));
    Step step =
        new Step.Partitions<>(
            new Guard<>(guarded, policy.quarantine().isPresent(), function, found));
    Plan<P> parents = dataset.plan();
    @Nullable Partitioner partitioner = keepsKeys ? parents.partitioner().orElse(null) : null;
    return graph()
        .rdds()
        .rdd(
            new Narrow<T>(
                List.of(parents),
                new PartitionMap.OneToOne(1, parents.partitions()),
                step,
                partitioner));
  }

  @Override
  void forget(Time batch) {
    super.forget(batch);
    failures.headMap(batch.minus(remember()), true).clear();
  }
}
