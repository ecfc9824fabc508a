package dev.sluice.dstream;

import dev.sluice.rdd.PartitionCounts;
import dev.sluice.rdd.Partitioner;
import dev.sluice.rdd.Step;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * An operator whose state outlives the process. Thread-safe: guarded by the graph's monitor.
 *
 * @param <K> the keys
 * @param <S> the states
 * @param <R> what is kept of a partition
 */
abstract class KeyedStateOperator<K, S, R> extends StateOperator<R> {
  private final StoredState<K, S, R> state;
  private final PartitionCounts keys;

  KeyedStateOperator(DStreamGraph graph, String kind, Partitioner partitioner, Duration slide) {
    super(graph, kind, partitioner, slide);
    this.state = new StoredState<>(this);
    this.keys = new PartitionCounts(partitioner.partitions());
  }

  /** The kind of what is stored: state of another kind is not taken for it. */
  String storedKind() {
    return kind();
  }

  /** Whether the state is to be stored. */
  boolean isStored() {
    return true;
  }

  /** Whether the state follows from inputs that are recorded, so that it may be missing. */
  boolean isMadeAgain() {
    return false;
  }

  /** How a partition is written and read. */
  abstract StateForm<K, S, R> form();

  /** The state as it is stored. */
  final KeyedState state() {
    return state;
  }

  /** About how many keys there are, as of the states computed last; empty until that is known. */
  final OptionalLong stateKeys() {
    return keys.sum();
  }

  /** Takes the number of keys of a state that was not computed here. */
  final void restored(long number) {
    keys.setSum(number);
  }

  @Override
  final Step.PartitionsFunction<R> counted(Step.PartitionsFunction<R> function) {
    StateForm<K, S, R> counting = form();
    PartitionCounts counted = keys;
    return (task, parents) -> {
      R partition = function.call(task, parents).next();
      counted.set(task.partition(), counting.keys(partition));
      return List.of(partition).iterator();
    };
  }

  /** Drops what nobody asks for any more, but nothing from the batch on that a snapshot holds. */
  @Override
  final void forget(Time batch) {
    state.letOldVersionsGo(batch);
    super.forget(state.held().map(held -> batch.min(lastWith(held))).orElse(batch));
  }
}
