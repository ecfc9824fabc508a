package dev.sluice.dstream;

import dev.sluice.function.Function;
import dev.sluice.function.Function2;
import dev.sluice.function.Tuple2;
import dev.sluice.rdd.HashPartitioner;
import dev.sluice.rdd.PairRDD;
import dev.sluice.rdd.Partitioner;
import dev.sluice.rdd.RDD;
import dev.sluice.state.StateSpec;
import dev.sluice.state.StateTable;
import java.util.List;
import java.util.Optional;

/**
 * A discretized stream of pairs: one {@link PairRDD} for each batch. Operations that bring equal
 * keys together take a number of partitions or a partitioner; without, they spread keys by hash
 * over as many partitions as the engine has threads. Thread-safe: guarded by the graph's monitor.
 *
 * @param <K> the keys
 * @param <V> the values
 */
public final class PairDStream<K, V> extends PairWindows<K, V> {
  PairDStream(Operator<Tuple2<K, V>> operator) {
    this(operator, ErrorPolicy.fail());
  }

  private PairDStream(Operator<Tuple2<K, V>> operator, ErrorPolicy policy) {
    super(operator, policy);
  }

  /** Views a stream whose records are pairs as a stream of pairs. */
  public static <K, V> PairDStream<K, V> of(DStream<Tuple2<K, V>> stream) {
    return new PairDStream<>(stream.operator(), stream.policy());
  }

  /** Views this stream as one whose records are pairs. */
  public DStream<Tuple2<K, V>> toDStream() {
    return new DStream<>(operator(), policy());
  }

  @Override
  PairDStream<K, V> wrap(Operator<Tuple2<K, V>> other) {
    return new PairDStream<>(other);
  }

  @Override
  PairRDD<K, V> view(RDD<Tuple2<K, V>> rdd) {
    return PairRDD.fromRDD(rdd);
  }

  @Override
  PairDStream<K, V> under(ErrorPolicy other) {
    return new PairDStream<>(operator(), other);
  }

  @Override
  PairDStream<K, V> self() {
    return this;
  }

  /** The pairs of this stream and of another with the same slide. */
  public PairDStream<K, V> union(PairDStream<K, V> other) {
    return new PairDStream<>(unionOf(List.of(operator(), other.operator())));
  }

  private <W> PairDStream<K, W> byKey(
      String kind, Function<PairRDD<K, V>, ? extends RDD<Tuple2<K, W>>> operation) {
    return liftToPair(kind, rdd -> operation.call(PairRDD.fromRDD(rdd)));
  }

  /** The values of each key of a batch, in the order of arrival. */
  public PairDStream<K, Iterable<V>> groupByKey() {
    return groupByKey(byHash());
  }

  /** The values of each key of a batch, over so many partitions. */
  public PairDStream<K, Iterable<V>> groupByKey(int partitions) {
    return groupByKey(new HashPartitioner(partitions));
  }

  /** The values of each key of a batch, partitioned as given. */
  public PairDStream<K, Iterable<V>> groupByKey(Partitioner partitioner) {
    return byKey("groupByKey", rdd -> rdd.groupByKey(partitioner));
  }

  /** Reduces the values of each key of a batch with an associative function. */
  public PairDStream<K, V> reduceByKey(Function2<V, V, V> function) {
    return reduceByKey(function, byHash());
  }

  /** Reduces the values of each key of a batch, over so many partitions. */
  public PairDStream<K, V> reduceByKey(Function2<V, V, V> function, int partitions) {
    return reduceByKey(function, new HashPartitioner(partitions));
  }

  /** Reduces the values of each key of a batch, partitioned as given. */
  public PairDStream<K, V> reduceByKey(Function2<V, V, V> function, Partitioner partitioner) {
    return byKey("reduceByKey", rdd -> rdd.reduceByKey(function, partitioner));
  }

  /** Combines the values of each key of a batch into one of another type. */
  public <C> PairDStream<K, C> combineByKey(
      Function<V, C> create,
      Function2<C, V, C> mergeValue,
      Function2<C, C, C> mergeCombiners,
      Partitioner partitioner) {
    return combineByKey(create, mergeValue, mergeCombiners, partitioner, true);
  }

  /** Combines the values of each key, before the shuffle, too, if {@code mapSideCombine} is set. */
  public <C> PairDStream<K, C> combineByKey(
      Function<V, C> create,
      Function2<C, V, C> mergeValue,
      Function2<C, C, C> mergeCombiners,
      Partitioner partitioner,
      boolean mapSideCombine) {
    return byKey(
        "combineByKey",
        rdd -> rdd.combineByKey(create, mergeValue, mergeCombiners, partitioner, mapSideCombine));
  }

  /** For each key of either stream its values in both. */
  public <W> PairDStream<K, Tuple2<Iterable<V>, Iterable<W>>> cogroup(PairDStream<K, W> other) {
    return cogroup(other, byHash());
  }

  /** For each key of either stream its values in both, over so many partitions. */
  public <W> PairDStream<K, Tuple2<Iterable<V>, Iterable<W>>> cogroup(
      PairDStream<K, W> other, int partitions) {
    return cogroup(other, new HashPartitioner(partitions));
  }

  /** For each key of either stream its values in both, partitioned as given. */
  public <W> PairDStream<K, Tuple2<Iterable<V>, Iterable<W>>> cogroup(
      PairDStream<K, W> other, Partitioner partitioner) {
    return new PairDStream<>(
        binary("cogroup", other, (left, right, time) -> left.cogroup(right, partitioner)));
  }

  /** Each pair of values that a key has in both streams. */
  public <W> PairDStream<K, Tuple2<V, W>> join(PairDStream<K, W> other) {
    return join(other, byHash());
  }

  /** Each pair of values that a key has in both streams, over so many partitions. */
  public <W> PairDStream<K, Tuple2<V, W>> join(PairDStream<K, W> other, int partitions) {
    return join(other, new HashPartitioner(partitions));
  }

  /** Each pair of values that a key has in both streams, partitioned as given. */
  public <W> PairDStream<K, Tuple2<V, W>> join(PairDStream<K, W> other, Partitioner partitioner) {
    return new PairDStream<>(
        binary("join", other, (left, right, time) -> left.join(right, partitioner)));
  }

  /** As {@link #join}, and each value of this stream whose key the other does not have. */
  public <W> PairDStream<K, Tuple2<V, Optional<W>>> leftOuterJoin(PairDStream<K, W> other) {
    return leftOuterJoin(other, byHash());
  }

  /** As {@link #leftOuterJoin(PairDStream)}, over so many partitions. */
  public <W> PairDStream<K, Tuple2<V, Optional<W>>> leftOuterJoin(
      PairDStream<K, W> other, int partitions) {
    return leftOuterJoin(other, new HashPartitioner(partitions));
  }

  /** As {@link #leftOuterJoin(PairDStream)}, partitioned as given. */
  public <W> PairDStream<K, Tuple2<V, Optional<W>>> leftOuterJoin(
      PairDStream<K, W> other, Partitioner partitioner) {
    return new PairDStream<>(
        binary(
            "leftOuterJoin", other, (left, right, time) -> left.leftOuterJoin(right, partitioner)));
  }

  /** As {@link #join}, and each value of the other stream whose key this one does not have. */
  public <W> PairDStream<K, Tuple2<Optional<V>, W>> rightOuterJoin(PairDStream<K, W> other) {
    return rightOuterJoin(other, byHash());
  }

  /** As {@link #rightOuterJoin(PairDStream)}, over so many partitions. */
  public <W> PairDStream<K, Tuple2<Optional<V>, W>> rightOuterJoin(
      PairDStream<K, W> other, int partitions) {
    return rightOuterJoin(other, new HashPartitioner(partitions));
  }

  /** As {@link #rightOuterJoin(PairDStream)}, partitioned as given. */
  public <W> PairDStream<K, Tuple2<Optional<V>, W>> rightOuterJoin(
      PairDStream<K, W> other, Partitioner partitioner) {
    return new PairDStream<>(
        binary(
            "rightOuterJoin",
            other,
            (left, right, time) -> left.rightOuterJoin(right, partitioner)));
  }

  /** As {@link #join}, and each value of either stream whose key the other does not have. */
  public <W> PairDStream<K, Tuple2<Optional<V>, Optional<W>>> fullOuterJoin(
      PairDStream<K, W> other) {
    return fullOuterJoin(other, byHash());
  }

  /** As {@link #fullOuterJoin(PairDStream)}, over so many partitions. */
  public <W> PairDStream<K, Tuple2<Optional<V>, Optional<W>>> fullOuterJoin(
      PairDStream<K, W> other, int partitions) {
    return fullOuterJoin(other, new HashPartitioner(partitions));
  }

  /** As {@link #fullOuterJoin(PairDStream)}, partitioned as given. */
  public <W> PairDStream<K, Tuple2<Optional<V>, Optional<W>>> fullOuterJoin(
      PairDStream<K, W> other, Partitioner partitioner) {
    return new PairDStream<>(
        binary(
            "fullOuterJoin", other, (left, right, time) -> left.fullOuterJoin(right, partitioner)));
  }

  /**
   * The state of each key, carried from batch to batch: the function gets the new values of a key
   * in order of arrival and the state it had, and answers with the state it has now or, to drop the
   * key, with none. It is called in every batch for every key that has a state or new values; a
   * state must not be changed in place. The state is kept in memory.
   */
  public <S> PairDStream<K, S> updateStateByKey(
      Function2<List<V>, Optional<S>, Optional<S>> function) {
    return updateStateByKey(function, byHash());
  }

  /** The state of each key, over so many partitions. */
  public <S> PairDStream<K, S> updateStateByKey(
      Function2<List<V>, Optional<S>, Optional<S>> function, int partitions) {
    return updateStateByKey(function, new HashPartitioner(partitions));
  }

  /** The state of each key, partitioned as given. */
  public <S> PairDStream<K, S> updateStateByKey(
      Function2<List<V>, Optional<S>, Optional<S>> function, Partitioner partitioner) {
    return updateState(function, partitioner, Optional.empty());
  }

  /** The state of each key, beginning with some states in the first batch that has a dataset. */
  public <S> PairDStream<K, S> updateStateByKey(
      Function2<List<V>, Optional<S>, Optional<S>> function,
      Partitioner partitioner,
      PairRDD<K, S> initialState) {
    return updateState(function, partitioner, Optional.of(initialState));
  }

  private <S> PairDStream<K, S> updateState(
      Function2<List<V>, Optional<S>, Optional<S>> function,
      Partitioner partitioner,
      Optional<PairRDD<K, S>> initialState) {
    UpdateStateOperator<K, V, S> states =
        new UpdateStateOperator<>(operator(), function, partitioner, initialState);
    return new PairDStream<>(
        new StateView<>("updateStateByKey", states, StateTable::pairs, partitioner));
  }

  /**
   * What a function makes of each record and the state of the record's key, carried from batch to
   * batch. Costs what the keys of the batch cost, not all keys. The state is kept in memory.
   */
  public <S, M> MapWithStateDStream<K, V, S, M> mapWithState(StateSpec<K, V, S, M> spec) {
    Partitioner partitioner = spec.partitioner().orElseGet(this::byHash);
    return new MapWithStateDStream<>(
        new MapStateOperator<>(operator(), spec.mapping(), partitioner, spec.initialState()),
        partitioner);
  }
}
