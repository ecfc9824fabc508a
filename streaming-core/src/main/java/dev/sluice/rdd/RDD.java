package dev.sluice.rdd;

import dev.sluice.function.FlatMapFunction;
import dev.sluice.function.FlatMapFunction2;
import dev.sluice.function.Function;
import dev.sluice.function.Function2;
import dev.sluice.function.PairFlatMapFunction;
import dev.sluice.function.PairFunction;
import dev.sluice.function.Tuple2;
import java.util.Iterator;
import java.util.List;

/**
 * A dataset: a handle on the plan of its records. Transformations make new datasets and run nothing
 * unless they say so; actions run jobs. Immutable but for the storage level; lives on the driver.
 *
 * @param <T> the records
 */
public sealed class RDD<T> extends Actions<T> permits PairJoins {
  RDD(RddContext context, Plan<T> plan) {
    super(context, plan);
  }

  /** One record for each record. */
  public final <R> RDD<R> map(Function<T, R> function) {
    return with(Plans.step(plan(), new Step.Map<>(function)));
  }

  /** Any number of records for each record. */
  public final <R> RDD<R> flatMap(FlatMapFunction<T, R> function) {
    return with(Plans.step(plan(), new Step.FlatMap<>(function)));
  }

  /** The records the function accepts. */
  public RDD<T> filter(Function<T, Boolean> function) {
    return with(Plans.keyStep(plan(), new Step.Filter<>(function)));
  }

  /** One pair for each record. */
  public final <K, V> PairRDD<K, V> mapToPair(PairFunction<T, K, V> function) {
    Step.Map<T, Tuple2<K, V>> map = new Step.Map<>(function::call);
    return pairs(Plans.step(plan(), map));
  }

  /** Any number of pairs for each record. */
  public final <K, V> PairRDD<K, V> flatMapToPair(PairFlatMapFunction<T, K, V> function) {
    Step.FlatMap<T, Tuple2<K, V>> flatMap = new Step.FlatMap<>(function::call);
    return pairs(Plans.step(plan(), flatMap));
  }

  /** Each record with the key the function finds for it. */
  public final <K> PairRDD<K, T> keyBy(Function<T, K> key) {
    return mapToPair(record -> new Tuple2<>(key.call(record), record));
  }

  /** What the function makes of each partition; it is called for empty ones, too. */
  public final <R> RDD<R> mapPartitions(FlatMapFunction<Iterator<T>, R> function) {
    return mapPartitionsWithIndex((index, records) -> function.call(records).iterator());
  }

  /** The pairs the function makes of each partition; it is called for empty ones, too. */
  public final <K, V> PairRDD<K, V> mapPartitionsToPair(
      PairFlatMapFunction<Iterator<T>, K, V> function) {
    return pairs(mapPartitions(function::call).plan());
  }

  /** What the function makes of each partition and its number. */
  public final <R> RDD<R> mapPartitionsWithIndex(
      Function2<Integer, Iterator<T>, Iterator<R>> function) {
    Step.PartitionsFunction<R> whole =
        (task, parents) -> function.call(task.partition(), Plans.iterator(parents, 0));
    return with(Plans.step(plan(), new Step.Partitions<>(whole)));
  }

  /** One list for each partition. */
  public final RDD<List<T>> glom() {
    PartitionFunction<T, List<T>> all = Collecting.all();
    Step.PartitionsFunction<List<T>> whole =
        (task, parents) -> List.of(all.call(task, Plans.records(parents, 0))).iterator();
    return with(Plans.step(plan(), new Step.Partitions<>(whole)));
  }

  /** Each record once, in as many partitions as there are now. */
  public RDD<T> distinct() {
    return distinct(Math.max(partitions(), 1));
  }

  /** Each record once. */
  public RDD<T> distinct(int partitions) {
    return mapToPair(record -> new Tuple2<>(record, true))
        .reduceByKey((first, second) -> first, partitions)
        .keys();
  }

  /**
   * Some records, chosen at random; the same ones for the same seed.
   *
   * @param withReplacement whether a record may be chosen more than once
   * @param fraction with replacement, how often each record is chosen on average, zero or more;
   *     without, the probability that it is, 0 to 1
   */
  public RDD<T> sample(boolean withReplacement, double fraction, long seed) {
    return with(Sampling.plan(plan(), withReplacement, fraction, seed));
  }

  /** These records, then the others. Keeps the partitioner if both have the same. */
  public RDD<T> union(RDD<T> other) {
    return with(Uniting.plan(List.of(plan(), other.plan())));
  }

  /** The records that are in both, each once. */
  public final RDD<T> intersection(RDD<T> other) {
    PairRDD<T, Boolean> right = other.mapToPair(record -> new Tuple2<>(record, true));
    return mapToPair(record -> new Tuple2<>(record, true))
        .cogroup(right)
        .filter(group -> group._2()._1().iterator().hasNext())
        .filter(group -> group._2()._2().iterator().hasNext())
        .keys();
  }

  /** The records that are not in the other dataset, as often as they are here. */
  public final RDD<T> subtract(RDD<T> other) {
    return mapToPair(record -> new Tuple2<>(record, true))
        .subtractByKey(other.mapToPair(record -> new Tuple2<>(record, true)))
        .keys();
  }

  /** Every record with every record of the other dataset. */
  public final <U> PairRDD<T, U> cartesian(RDD<U> other) {
    return pairs(Crossing.plan(plan(), other.plan()));
  }

  /**
   * The first record with the first of the other dataset and so on. Both must have as many
   * partitions, each with as many records; jobs fail when they do not.
   *
   * @throws IllegalArgumentException if the numbers of partitions differ
   */
  public final <U> PairRDD<T, U> zip(RDD<U> other) {
    return pairs(Zipping.records(plan(), other.plan()));
  }

  /**
   * What the function makes of partition i of both.
   *
   * @throws IllegalArgumentException if the numbers of partitions differ
   */
  public final <U, R> RDD<R> zipPartitions(
      RDD<U> other, FlatMapFunction2<Iterator<T>, Iterator<U>, R> function) {
    return with(Zipping.partitions(plan(), other.plan(), function));
  }

  /** Each record with its position from 0. Runs a job at once if there are several partitions. */
  public final PairRDD<T, Long> zipWithIndex() {
    return pairs(Zipping.withIndex(context(), plan()));
  }

  /** Each record with a number of its own: record k of partition i of n gets k * n + i. */
  public final PairRDD<T, Long> zipWithUniqueId() {
    return pairs(Zipping.withUniqueId(plan()));
  }

  /**
   * These records in fewer partitions, each of which reads some neighbouring ones. More partitions
   * than there are now leave the dataset as it is.
   */
  public RDD<T> coalesce(int partitions) {
    return with(Repartitioning.coalesce(plan(), partitions));
  }

  /** These records dealt evenly to that many partitions. */
  public RDD<T> repartition(int partitions) {
    return with(Repartitioning.deal(plan(), partitions));
  }

  /** These records ordered by a key; samples them at once if several partitions are asked for. */
  public final <K extends Comparable<? super K>> RDD<T> sortBy(
      Function<T, K> key, boolean ascending, int partitions) {
    return keyBy(key).sortByKey(Sorting.naturalOrder(), ascending, partitions).values();
  }

  /** The records of each key, in as many partitions as there are now. */
  public final <K> PairRDD<K, Iterable<T>> groupBy(Function<T, K> key) {
    return keyBy(key).groupByKey();
  }

  /** The records of each key. */
  public final <K> PairRDD<K, Iterable<T>> groupBy(Function<T, K> key, int partitions) {
    return keyBy(key).groupByKey(partitions);
  }

  /** Keeps computed partitions as objects in memory. */
  public RDD<T> cache() {
    return persist();
  }

  /** Keeps computed partitions as objects in memory. */
  public RDD<T> persist() {
    return persist(StorageLevel.MEMORY_ONLY);
  }

  /**
   * Keeps computed partitions.
   *
   * @throws IllegalStateException if they are kept at another level already
   */
  public RDD<T> persist(StorageLevel level) {
    plan().persist(level);
    return this;
  }

  /** Keeps nothing any more and frees what was kept. */
  public RDD<T> unpersist() {
    plan().unpersist();
    context().runner().unpersist(id());
    return this;
  }

  /**
   * Writes a directory of text files, {@code part-00000} and so on, one line for each record, and
   * {@code _SUCCESS}. The directory appears when it is complete.
   *
   * @throws java.io.UncheckedIOException if it is there already or cannot be written
   */
  public final void saveAsTextFile(String directory) {
    saveAsTextFile(directory, SaveMode.CREATE);
  }

  /** Like {@link #saveAsTextFile(String)}, but a directory that is there may be replaced. */
  public final void saveAsTextFile(String directory, SaveMode mode) {
    Saving.text(context(), plan(), directory, mode);
  }

  /**
   * Writes a directory of object files, {@code part-00000} and so on, and {@code _SUCCESS}; {@link
   * RddContext#objectFile} reads it. The directory appears when it is complete.
   *
   * @throws java.io.UncheckedIOException if it is there already or cannot be written
   */
  public final void saveAsObjectFile(String directory) {
    saveAsObjectFile(directory, SaveMode.CREATE);
  }

  /** Like {@link #saveAsObjectFile(String)}, but a directory that is there may be replaced. */
  public final void saveAsObjectFile(String directory, SaveMode mode) {
    Saving.objects(context(), plan(), directory, mode);
  }

  /** {@code RDD[12] of 4 partitions}. */
  @Override
  public final String toString() {
    return getClass().getSimpleName() + "[" + id() + "] of " + partitions() + " partitions";
  }

  final <R> RDD<R> with(Plan<R> plan) {
    return new RDD<>(context(), plan);
  }

  final <K, V> PairRDD<K, V> pairs(Plan<Tuple2<K, V>> plan) {
    return new PairRDD<>(context(), plan);
  }
}
