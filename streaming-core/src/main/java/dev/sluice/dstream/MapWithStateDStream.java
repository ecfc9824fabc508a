package dev.sluice.dstream;

import dev.sluice.rdd.Partitioner;
import dev.sluice.state.StatePartition;

/**
 * What {@link PairDStream#mapWithState} makes of records, and the state behind it. Thread-safe as
 * {@link DStream} is.
 *
 * @param <K> the keys
 * @param <V> the values of the records
 * @param <S> the states
 * @param <M> the records of this stream
 */
public final class MapWithStateDStream<K, V, S, M> extends DStream<M> {
  private final MapStateOperator<K, V, S, M> states;
  private final Partitioner partitioner;

  MapWithStateDStream(MapStateOperator<K, V, S, M> states, Partitioner partitioner) {
    super(new StateView<>("mapWithState", states, StatePartition::mapped, null));
    this.states = states;
    this.partitioner = partitioner;
  }

  /** The states of all keys after each batch. */
  public PairDStream<K, S> stateSnapshots() {
    return new PairDStream<>(
        new StateView<>("stateSnapshots", states, record -> record.state().pairs(), partitioner));
  }
}
