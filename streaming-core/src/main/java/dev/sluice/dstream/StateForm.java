package dev.sluice.dstream;

import dev.sluice.function.Tuple2;
import dev.sluice.state.StateChange;
import dev.sluice.state.StateMap;
import dev.sluice.state.StatePartition;
import dev.sluice.state.StateTable;
import dev.sluice.time.Time;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * How a partition of keyed state becomes entries, and is made of them again. Immutable.
 *
 * @param <K> the keys
 * @param <S> the states
 * @param <R> what the operator keeps of a partition
 */
sealed interface StateForm<K, S, R> extends Serializable {
  /** The number of keys. */
  long keys(R partition);

  /** All keys with their states and, if none are kept, that batch as update time. */
  Iterable<StateChange<K, S>> entries(R partition, Time batch);

  /** The map that knows its changes, if there is one. */
  Optional<StateMap<K, S>> map(R partition);

  /** Whether keys are looked for by update time. */
  boolean isTimed();

  /** The partition with these states. */
  R partition(StateMap<K, S> states);

  /**
   * Maps, and nothing made of records.
   *
   * @param isTimed whether keys time out
   * @param versions how many versions are kept at a time
   */
  record OfMaps<K, S, M>(boolean isTimed, int versions)
      implements StateForm<K, S, StatePartition<K, S, M>> {
    @Override
    public long keys(StatePartition<K, S, M> partition) {
      return partition.state().size();
    }

    @Override
    public Iterable<StateChange<K, S>> entries(StatePartition<K, S, M> partition, Time batch) {
      return partition.state().entries();
    }

    @Override
    public Optional<StateMap<K, S>> map(StatePartition<K, S, M> partition) {
      return Optional.of(partition.state());
    }

    @Override
    public StatePartition<K, S, M> partition(StateMap<K, S> states) {
      return new StatePartition<>(states, List.of(), versions);
    }
  }

  /** Tables, without update times and changes. */
  record OfTables<K, S>() implements StateForm<K, S, StateTable<K, S>> {
    @Override
    public long keys(StateTable<K, S> partition) {
      return partition.size();
    }

    @Override
    public Iterable<StateChange<K, S>> entries(StateTable<K, S> partition, Time batch) {
      return () -> {
        Iterator<Tuple2<K, S>> pairs = partition.pairs().iterator();
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            return pairs.hasNext();
          }

          @Override
          public StateChange<K, S> next() {
            Tuple2<K, S> pair = pairs.next();
            return new StateChange<>(pair._1(), Optional.of(pair._2()), batch);
          }
        };
      };
    }

    @Override
    public Optional<StateMap<K, S>> map(StateTable<K, S> partition) {
      return Optional.empty();
    }

    @Override
    public boolean isTimed() {
      return false;
    }

    @Override
    public StateTable<K, S> partition(StateMap<K, S> states) {
      return StateTable.of(states);
    }
  }
}
