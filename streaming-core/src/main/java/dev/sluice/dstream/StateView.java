package dev.sluice.dstream;

import dev.sluice.function.FlatMapFunction;
import dev.sluice.rdd.Narrow;
import dev.sluice.rdd.PartitionMap;
import dev.sluice.rdd.Partitioner;
import dev.sluice.rdd.Plan;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.Step;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The records that a user sees of a state: read from what the operator with the state keeps, and
 * therefore not kept again unless the user says so. Thread-safe: guarded by the graph's monitor.
 */
final class StateView<R, T> extends Operator<T> {
  private final StateOperator<R> states;
  private final FlatMapFunction<R, T> view;
  private final @Nullable Partitioner partitioner;

  /**
   * A view.
   *
   * @param view the records of a partition
   * @param partitioner how they are partitioned by key, or null when that is not known
   */
  StateView(
      String kind,
      StateOperator<R> states,
      FlatMapFunction<R, T> view,
      @Nullable Partitioner partitioner) {
    super(states.graph(), kind);
    this.states = states;
    this.view = view;
    this.partitioner = partitioner;
  }

  @Override
  List<Operator<R>> parents() {
    return List.of(states);
  }

  @Override
  void named(String newName) {
    super.named(newName);
    states.named(newName);
  }

  @Override
  void checkpoint(Duration interval) {
    super.checkpoint(interval);
    states.checkpoint(interval);
  }

  @Override
  void persistByDefault(StorageLevel level) {}

  @Override
  Optional<RDD<T>> compute(Time time) {
    return states.at(time).map(this::read);
  }

  private RDD<T> read(RDD<R> rdd) {
    Plan<T> plan =
        new Narrow<>(
            List.of(rdd.plan()),
            new PartitionMap.OneToOne(1, rdd.partitions()),
            new Step.FlatMap<>(view),
            partitioner);
    return graph().rdds().rdd(plan);
  }
}
