package dev.sluice.rdd;

import dev.sluice.function.FlatMapFunction;
import dev.sluice.function.Function;
import dev.sluice.function.Function0;
import dev.sluice.function.Function2;
import dev.sluice.function.Tuple2;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A dataset of keys and values. An operation over keys that is given no partitioner uses the
 * largest one among its datasets, or else spreads keys by hash code over as many partitions as the
 * largest dataset has. Immutable but for the storage level; lives on the driver.
 *
 * @param <K> the keys
 * @param <V> the values
 */
public final class PairRDD<K, V> extends PairJoins<K, V> {
  PairRDD(RddContext context, Plan<Tuple2<K, V>> plan) {
    super(context, plan);
  }

  /** The same records, seen as keys and values. */
  public static <K, V> PairRDD<K, V> fromRDD(RDD<Tuple2<K, V>> rdd) {
    return rdd instanceof PairRDD<K, V> pairs ? pairs : new PairRDD<>(rdd.context(), rdd.plan());
  }

  /** The same records without what is special about keys and values. */
  public RDD<Tuple2<K, V>> toRDD() {
    return with(plan());
  }

  /** The keys alone. */
  public RDD<K> keys() {
    return map(Tuple2::_1);
  }

  /** The values alone. */
  public RDD<V> values() {
    return map(Tuple2::_2);
  }

  /** Each key with what the function makes of its value; keeps the partitioner. */
  public <U> PairRDD<K, U> mapValues(Function<V, U> function) {
    Function<Tuple2<K, V>, Tuple2<K, U>> map =
        pair -> new Tuple2<>(pair._1(), function.call(pair._2()));
    return pairs(Plans.keyStep(plan(), new Step.Map<>(map)));
  }

  /** Each key with any number of values for each value; keeps the partitioner. */
  public <U> PairRDD<K, U> flatMapValues(FlatMapFunction<V, U> function) {
    FlatMapFunction<Tuple2<K, V>, Tuple2<K, U>> flatMap =
        pair -> {
          K key = pair._1();
          Iterable<U> values = function.call(pair._2());
          return () -> new MappedIterator<>(values.iterator(), value -> new Tuple2<>(key, value));
        };
    return pairs(Plans.keyStep(plan(), new Step.FlatMap<>(flatMap)));
  }

  /**
   * The values of each key: in order of arrival within each partition, partition after partition.
   * They cannot be changed.
   */
  public PairRDD<K, Iterable<V>> groupByKey() {
    return groupByKey(defaultPartitioner());
  }

  /** The same in that many partitions. */
  public PairRDD<K, Iterable<V>> groupByKey(int partitions) {
    return groupByKey(new HashPartitioner(partitions));
  }

  /** The same under that partitioner. */
  public PairRDD<K, Iterable<V>> groupByKey(Partitioner partitioner) {
    return pairs(Combining.group(plan(), partitioner));
  }

  /** One value for all values of a key; the function is associative and commutative. */
  public PairRDD<K, V> reduceByKey(Function2<V, V, V> function) {
    return reduceByKey(function, defaultPartitioner());
  }

  /** The same in that many partitions. */
  public PairRDD<K, V> reduceByKey(Function2<V, V, V> function, int partitions) {
    return reduceByKey(function, new HashPartitioner(partitions));
  }

  /** The same under that partitioner. */
  public PairRDD<K, V> reduceByKey(Function2<V, V, V> function, Partitioner partitioner) {
    return combineByKey(value -> value, function, function, partitioner);
  }

  /**
   * One combined value for all values of a key.
   *
   * @param create makes a combined value of the first value
   * @param add adds a value; may change and return its first argument
   * @param combine joins two combined values; may change and return its first argument
   */
  public <C> PairRDD<K, C> combineByKey(
      Function<V, C> create, Function2<C, V, C> add, Function2<C, C, C> combine) {
    return combineByKey(create, add, combine, defaultPartitioner());
  }

  /** The same in that many partitions. */
  public <C> PairRDD<K, C> combineByKey(
      Function<V, C> create, Function2<C, V, C> add, Function2<C, C, C> combine, int partitions) {
    return combineByKey(create, add, combine, new HashPartitioner(partitions));
  }

  /** The same under that partitioner. */
  public <C> PairRDD<K, C> combineByKey(
      Function<V, C> create,
      Function2<C, V, C> add,
      Function2<C, C, C> combine,
      Partitioner partitioner) {
    return combineByKey(create, add, combine, partitioner, true);
  }

  /** The same; {@code mapSideCombine} says whether values are combined before the shuffle, too. */
  public <C> PairRDD<K, C> combineByKey(
      Function<V, C> create,
      Function2<C, V, C> add,
      Function2<C, C, C> combine,
      Partitioner partitioner,
      boolean mapSideCombine) {
    Combiner<V, C> combiner = new Combiner<>(create, add, combine, mapSideCombine);
    return pairs(Combining.byKey(plan(), combiner, partitioner));
  }

  /**
   * Folds the values of each key. A key starts from a copy of the zero once in each partition that
   * has values of it.
   *
   * @param add adds a value; may change and return its first argument
   * @param combine joins two folded values; may change and return its first argument
   */
  public <U> PairRDD<K, U> aggregateByKey(
      U zero, Function2<U, V, U> add, Function2<U, U, U> combine) {
    return aggregateByKey(zero, defaultPartitioner(), add, combine);
  }

  /** The same in that many partitions. */
  public <U> PairRDD<K, U> aggregateByKey(
      U zero, int partitions, Function2<U, V, U> add, Function2<U, U, U> combine) {
    return aggregateByKey(zero, new HashPartitioner(partitions), add, combine);
  }

  /** The same under that partitioner. */
  public <U> PairRDD<K, U> aggregateByKey(
      U zero, Partitioner partitioner, Function2<U, V, U> add, Function2<U, U, U> combine) {
    Function0<U> copy = Zero.of(zero);
    return combineByKey(value -> add.call(copy.call(), value), add, combine, partitioner);
  }

  /** Folds the values of each key, as {@link #aggregateByKey} does. */
  public PairRDD<K, V> foldByKey(V zero, Function2<V, V, V> function) {
    return aggregateByKey(zero, function, function);
  }

  /** The same in that many partitions. */
  public PairRDD<K, V> foldByKey(V zero, int partitions, Function2<V, V, V> function) {
    return aggregateByKey(zero, partitions, function, function);
  }

  /** The same under that partitioner. */
  public PairRDD<K, V> foldByKey(V zero, Partitioner partitioner, Function2<V, V, V> function) {
    return aggregateByKey(zero, partitioner, function, function);
  }

  /** How many pairs each key has; an action. */
  public Map<K, Long> countByKey() {
    return Counting.sum(unlessEmpty(Counting.<Tuple2<K, V>, K>by(Tuple2::_1)));
  }

  /** All pairs as a map, in order of arrival; the last value of a key stays. An action. */
  public Map<K, V> collectAsMap() {
    Map<K, V> map = new LinkedHashMap<>();
    collect().forEach(pair -> map.put(pair._1(), pair._2()));
    return map;
  }

  /** The values of a key; an action. Computes one partition if the partitioner is known. */
  public List<V> lookup(K key) {
    return Collecting.lookup(context(), plan(), key);
  }

  /** These pairs under that partitioner; this dataset itself if it is partitioned so. */
  public PairRDD<K, V> partitionBy(Partitioner partitioner) {
    Plan<Tuple2<K, V>> placed = CoGrouping.place(plan(), partitioner);
    return placed == plan() ? this : pairs(placed);
  }

  /** These pairs ordered by key, ascending, in as many partitions as now. */
  public PairRDD<K, V> sortByKey() {
    return sortByKey(true);
  }

  /** These pairs ordered by key in as many partitions as now. */
  public PairRDD<K, V> sortByKey(boolean ascending) {
    return sortByKey(ascending, Math.max(partitions(), 1));
  }

  /** These pairs ordered by the natural order of their keys. */
  public PairRDD<K, V> sortByKey(boolean ascending, int partitions) {
    return sortByKey(Sorting.naturalOrder(), ascending, partitions);
  }

  /**
   * These pairs ordered by key, over all partitions. Samples the keys at once, by a job, if several
   * partitions are asked for. Pairs of equal keys stay in order.
   */
  public PairRDD<K, V> sortByKey(Comparator<? super K> order, boolean ascending, int partitions) {
    return pairs(Sorting.byKey(context(), plan(), order, ascending, partitions));
  }

  /** These pairs under that partitioner, each partition ordered by key. */
  public PairRDD<K, V> repartitionAndSortWithinPartitions(Partitioner partitioner) {
    return repartitionAndSortWithinPartitions(partitioner, Sorting.naturalOrder());
  }

  /** The same in another order of keys. */
  public PairRDD<K, V> repartitionAndSortWithinPartitions(
      Partitioner partitioner, Comparator<? super K> order) {
    return pairs(new Shuffle<K, V, V>(plan(), partitioner, null, order));
  }

  @Override
  public PairRDD<K, V> filter(Function<Tuple2<K, V>, Boolean> function) {
    return fromRDD(super.filter(function));
  }

  @Override
  public PairRDD<K, V> distinct() {
    return fromRDD(super.distinct());
  }

  @Override
  public PairRDD<K, V> distinct(int partitions) {
    return fromRDD(super.distinct(partitions));
  }

  @Override
  public PairRDD<K, V> sample(boolean withReplacement, double fraction, long seed) {
    return fromRDD(super.sample(withReplacement, fraction, seed));
  }

  @Override
  public PairRDD<K, V> union(RDD<Tuple2<K, V>> other) {
    return fromRDD(super.union(other));
  }

  @Override
  public PairRDD<K, V> coalesce(int partitions) {
    return fromRDD(super.coalesce(partitions));
  }

  @Override
  public PairRDD<K, V> repartition(int partitions) {
    return fromRDD(super.repartition(partitions));
  }

  @Override
  public PairRDD<K, V> cache() {
    return persist();
  }

  @Override
  public PairRDD<K, V> persist() {
    return persist(StorageLevel.MEMORY_ONLY);
  }

  @Override
  public PairRDD<K, V> persist(StorageLevel level) {
    super.persist(level);
    return this;
  }

  @Override
  public PairRDD<K, V> unpersist() {
    super.unpersist();
    return this;
  }

  private Partitioner defaultPartitioner() {
    return DefaultPartitioner.of(List.of(plan()));
  }
}
