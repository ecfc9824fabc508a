package dev.sluice.rdd;

import dev.sluice.function.Tuple2;
import dev.sluice.function.Tuple3;
import dev.sluice.function.Tuple4;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What datasets of pairs offer together with others. Datasets that are partitioned as the result is
 * are not shuffled. Keys come as first seen, this dataset before the others; values in order of
 * arrival. Immutable but for the storage level.
 *
 * @param <K> the keys
 * @param <V> the values
 */
abstract sealed class PairJoins<K, V> extends RDD<Tuple2<K, V>> permits PairRDD {
  PairJoins(RddContext context, Plan<Tuple2<K, V>> plan) {
    super(context, plan);
  }

  /** For each key the values here and the values there. */
  public final <W> PairRDD<K, Tuple2<Iterable<V>, Iterable<W>>> cogroup(PairRDD<K, W> other) {
    return cogroup(other, defaultWith(List.of(other)));
  }

  /** The same in that many partitions. */
  public final <W> PairRDD<K, Tuple2<Iterable<V>, Iterable<W>>> cogroup(
      PairRDD<K, W> other, int partitions) {
    return cogroup(other, new HashPartitioner(partitions));
  }

  /** The same under that partitioner. */
  public final <W> PairRDD<K, Tuple2<Iterable<V>, Iterable<W>>> cogroup(
      PairRDD<K, W> other, Partitioner partitioner) {
    return Joining.cogroup(grouped(partitioner, List.of(other)));
  }

  /** For each key the values here and in two others. */
  public final <W, X> PairRDD<K, Tuple3<Iterable<V>, Iterable<W>, Iterable<X>>> cogroup(
      PairRDD<K, W> second, PairRDD<K, X> third) {
    return cogroup(second, third, defaultWith(List.of(second, third)));
  }

  /** The same under that partitioner. */
  public final <W, X> PairRDD<K, Tuple3<Iterable<V>, Iterable<W>, Iterable<X>>> cogroup(
      PairRDD<K, W> second, PairRDD<K, X> third, Partitioner partitioner) {
    return Joining.cogroup3(grouped(partitioner, List.of(second, third)));
  }

  /** For each key the values here and in three others. */
  public final <W, X, Y>
      PairRDD<K, Tuple4<Iterable<V>, Iterable<W>, Iterable<X>, Iterable<Y>>> cogroup(
          PairRDD<K, W> second, PairRDD<K, X> third, PairRDD<K, Y> fourth) {
    return cogroup(second, third, fourth, defaultWith(List.of(second, third, fourth)));
  }

  /** The same under that partitioner. */
  public final <W, X, Y>
      PairRDD<K, Tuple4<Iterable<V>, Iterable<W>, Iterable<X>, Iterable<Y>>> cogroup(
          PairRDD<K, W> second,
          PairRDD<K, X> third,
          PairRDD<K, Y> fourth,
          Partitioner partitioner) {
    return Joining.cogroup4(grouped(partitioner, List.of(second, third, fourth)));
  }

  /** Each value here with each value of the same key there. */
  public final <W> PairRDD<K, Tuple2<V, W>> join(PairRDD<K, W> other) {
    return join(other, defaultWith(List.of(other)));
  }

  /** The same in that many partitions. */
  public final <W> PairRDD<K, Tuple2<V, W>> join(PairRDD<K, W> other, int partitions) {
    return join(other, new HashPartitioner(partitions));
  }

  /** The same under that partitioner. */
  public final <W> PairRDD<K, Tuple2<V, W>> join(PairRDD<K, W> other, Partitioner partitioner) {
    return Joining.join(grouped(partitioner, List.of(other)));
  }

  /** Like {@link #join}, with every pair here even if its key is missing there. */
  public final <W> PairRDD<K, Tuple2<V, Optional<W>>> leftOuterJoin(PairRDD<K, W> other) {
    return leftOuterJoin(other, defaultWith(List.of(other)));
  }

  /** The same in that many partitions. */
  public final <W> PairRDD<K, Tuple2<V, Optional<W>>> leftOuterJoin(
      PairRDD<K, W> other, int partitions) {
    return leftOuterJoin(other, new HashPartitioner(partitions));
  }

  /** The same under that partitioner. */
  public final <W> PairRDD<K, Tuple2<V, Optional<W>>> leftOuterJoin(
      PairRDD<K, W> other, Partitioner partitioner) {
    return Joining.leftOuterJoin(grouped(partitioner, List.of(other)));
  }

  /** Like {@link #join}, with every pair there even if its key is missing here. */
  public final <W> PairRDD<K, Tuple2<Optional<V>, W>> rightOuterJoin(PairRDD<K, W> other) {
    return rightOuterJoin(other, defaultWith(List.of(other)));
  }

  /** The same in that many partitions. */
  public final <W> PairRDD<K, Tuple2<Optional<V>, W>> rightOuterJoin(
      PairRDD<K, W> other, int partitions) {
    return rightOuterJoin(other, new HashPartitioner(partitions));
  }

  /** The same under that partitioner. */
  public final <W> PairRDD<K, Tuple2<Optional<V>, W>> rightOuterJoin(
      PairRDD<K, W> other, Partitioner partitioner) {
    return Joining.rightOuterJoin(grouped(partitioner, List.of(other)));
  }

  /** Like {@link #join}, with every pair of both sides. */
  public final <W> PairRDD<K, Tuple2<Optional<V>, Optional<W>>> fullOuterJoin(PairRDD<K, W> other) {
    return fullOuterJoin(other, defaultWith(List.of(other)));
  }

  /** The same in that many partitions. */
  public final <W> PairRDD<K, Tuple2<Optional<V>, Optional<W>>> fullOuterJoin(
      PairRDD<K, W> other, int partitions) {
    return fullOuterJoin(other, new HashPartitioner(partitions));
  }

  /** The same under that partitioner. */
  public final <W> PairRDD<K, Tuple2<Optional<V>, Optional<W>>> fullOuterJoin(
      PairRDD<K, W> other, Partitioner partitioner) {
    return Joining.fullOuterJoin(grouped(partitioner, List.of(other)));
  }

  /** The pairs whose key is not in the other dataset, as often as they are here. */
  public final <W> PairRDD<K, V> subtractByKey(PairRDD<K, W> other) {
    return subtractByKey(other, DefaultPartitioner.of(List.of(plan())));
  }

  /** The same in that many partitions. */
  public final <W> PairRDD<K, V> subtractByKey(PairRDD<K, W> other, int partitions) {
    return subtractByKey(other, new HashPartitioner(partitions));
  }

  /** The same under that partitioner. */
  public final <W> PairRDD<K, V> subtractByKey(PairRDD<K, W> other, Partitioner partitioner) {
    return Joining.subtract(grouped(partitioner, List.of(other)));
  }

  private Partitioner defaultWith(List<? extends PairRDD<K, ?>> others) {
    return DefaultPartitioner.of(plans(others));
  }

  private PairRDD<K, List<List<Object>>> grouped(
      Partitioner partitioner, List<? extends PairRDD<K, ?>> others) {
    return pairs(CoGrouping.plan(plans(others), partitioner));
  }

  private List<Plan<? extends Tuple2<K, ?>>> plans(List<? extends PairRDD<K, ?>> others) {
    List<Plan<? extends Tuple2<K, ?>>> plans = new ArrayList<>();
    plans.add(plan());
    for (PairRDD<K, ?> other : others) {
      plans.add(other.plan());
    }
    return plans;
  }
}
