package dev.sluice.dstream;

import dev.sluice.function.FlatMapFunction;
import dev.sluice.function.Function;
import dev.sluice.function.Function2;
import dev.sluice.function.Function3;
import dev.sluice.function.PairFlatMapFunction;
import dev.sluice.function.PairFunction;
import dev.sluice.function.Tuple2;
import dev.sluice.function.VoidFunction;
import dev.sluice.function.VoidFunction2;
import dev.sluice.rdd.PairRDD;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.SaveMode;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The operations of every discretized stream, {@link DStream} and {@link PairDStream}. A stream has
 * one {@link RDD} for each batch. Transformations make new streams; nothing runs before an output
 * operation ({@link #print}, {@link #foreachRDD}, {@link #saveAsTextFiles}) needs it. Operations
 * are those of the Spark Streaming programming guide, with its meanings.
 *
 * <p>Streams can be defined until the context is started; afterwards every operation here throws
 * {@link IllegalStateException}. Functions given to {@link #transform} and {@link #foreachRDD} run
 * in the driver, all others in tasks.
 *
 * <p>Thread-safe: guarded by the graph's monitor.
 *
 * @param <T> the records
 * @param <R> the datasets
 * @param <S> the streams
 */
public abstract sealed class DStreamLike<T, R extends RDD<T>, S> permits DStream, PairDStream {
  private static final int PRINTED = 10;

  private final Operator<T> operator;

  DStreamLike(Operator<T> operator) {
    this.operator = operator;
  }

  /** A stream of this kind over another operator. */
  abstract S wrap(Operator<T> other);

  /** A dataset as functions over streams of this kind see it. */
  abstract R view(RDD<T> rdd);

  abstract S self();

  final Operator<T> operator() {
    return operator;
  }

  final int parallelism() {
    return operator.graph().rdds().defaultParallelism();
  }

  final <U> DStream<U> lift(String kind, Function<RDD<T>, ? extends RDD<U>> operation) {
    return new DStream<>(new LiftOperator<>(kind, operator, operation));
  }

  final <K, V> PairDStream<K, V> liftToPair(
      String kind, Function<RDD<T>, ? extends RDD<Tuple2<K, V>>> operation) {
    return new PairDStream<>(new LiftOperator<>(kind, operator, operation));
  }

  /** How often there is a dataset: every batch, unless a window slides more slowly. */
  public final Duration slideDuration() {
    return operator.slide();
  }

  /** Applies a function to each record. */
  public final <U> DStream<U> map(Function<T, U> function) {
    return lift("map", rdd -> rdd.map(function));
  }

  /** Makes a pair of each record. */
  public final <K, V> PairDStream<K, V> mapToPair(PairFunction<T, K, V> function) {
    return liftToPair("mapToPair", rdd -> rdd.mapToPair(function));
  }

  /** Makes any number of records of each record. */
  public final <U> DStream<U> flatMap(FlatMapFunction<T, U> function) {
    return lift("flatMap", rdd -> rdd.flatMap(function));
  }

  /** Makes any number of pairs of each record. */
  public final <K, V> PairDStream<K, V> flatMapToPair(PairFlatMapFunction<T, K, V> function) {
    return liftToPair("flatMapToPair", rdd -> rdd.flatMapToPair(function));
  }

  /** Keeps the records that the function accepts. */
  public final S filter(Function<T, Boolean> function) {
    return wrap(new LiftOperator<T, T>("filter", operator, rdd -> rdd.filter(function)));
  }

  /** Applies a function to the records of each partition. */
  public final <U> DStream<U> mapPartitions(FlatMapFunction<Iterator<T>, U> function) {
    return lift("mapPartitions", rdd -> rdd.mapPartitions(function));
  }

  /** Makes pairs of the records of each partition. */
  public final <K, V> PairDStream<K, V> mapPartitionsToPair(
      PairFlatMapFunction<Iterator<T>, K, V> function) {
    return liftToPair("mapPartitionsToPair", rdd -> rdd.mapPartitionsToPair(function));
  }

  /** Makes one list of each partition. */
  public final DStream<List<T>> glom() {
    return lift("glom", RDD::glom);
  }

  /** Deals the records evenly over so many partitions. */
  public final S repartition(int partitions) {
    return wrap(unary("repartition", (rdd, time) -> rdd.repartition(partitions)));
  }

  /** The records of several streams with the same slide. */
  static <T> Operator<T> unionOf(List<Operator<T>> operators) {
    return new TransformOperator<>("union", operators, (rdds, time) -> unite(rdds));
  }

  @SuppressWarnings("unchecked") // the parents of a union have the same records
  private static <T> RDD<T> unite(List<RDD<?>> rdds) {
    List<RDD<T>> same = new ArrayList<>(rdds.size());
    rdds.forEach(rdd -> same.add((RDD<T>) rdd));
    return same.get(0).context().union(same);
  }

  /** The number of records of each batch; 0 for an empty one. */
  public final DStream<Long> count() {
    return new DStream<>(unary("count", (rdd, time) -> Counting.count(rdd)));
  }

  /** How often each record occurs in a batch. */
  public final PairDStream<T, Long> countByValue() {
    return countByValue(parallelism());
  }

  /** How often each record occurs in a batch, over so many partitions. */
  public final PairDStream<T, Long> countByValue(int partitions) {
    return mapToPair((T value) -> new Tuple2<>(value, 1L)).reduceByKey(Long::sum, partitions);
  }

  /** Reduces each batch to one record with an associative function; none for an empty batch. */
  public final DStream<T> reduce(Function2<T, T, T> function) {
    return lift("reduce", rdd -> Counting.reduce(rdd, function));
  }

  /** Applies a function to every dataset. */
  public final <U> DStream<U> transform(Function<R, RDD<U>> function) {
    return new DStream<>(unary("transform", (rdd, time) -> function.call(rdd)));
  }

  /** Applies a function to every dataset and its batch time. */
  public final <U> DStream<U> transform(Function2<R, Time, RDD<U>> function) {
    return new DStream<>(unary("transform", function));
  }

  /** Applies a function that makes pairs to every dataset. */
  public final <K, V> PairDStream<K, V> transformToPair(Function<R, PairRDD<K, V>> function) {
    return new PairDStream<>(unary("transformToPair", (rdd, time) -> function.call(rdd)));
  }

  /** Applies a function that makes pairs to every dataset and its batch time. */
  public final <K, V> PairDStream<K, V> transformToPair(
      Function2<R, Time, PairRDD<K, V>> function) {
    return new PairDStream<>(unary("transformToPair", function));
  }

  /** Applies a function to the datasets of this stream and of another with the same slide. */
  public final <U, W> DStream<W> transformWith(
      DStream<U> other, Function3<R, RDD<U>, Time, RDD<W>> function) {
    return new DStream<>(binary("transformWith", other, function));
  }

  /** Applies a function to the datasets of this stream and of a stream of pairs. */
  public final <K, V, W> DStream<W> transformWith(
      PairDStream<K, V> other, Function3<R, PairRDD<K, V>, Time, RDD<W>> function) {
    return new DStream<>(binary("transformWith", other, function));
  }

  /** Applies a function that makes pairs to the datasets of this stream and of another. */
  public final <U, K, V> PairDStream<K, V> transformWithToPair(
      DStream<U> other, Function3<R, RDD<U>, Time, PairRDD<K, V>> function) {
    return new PairDStream<>(binary("transformWithToPair", other, function));
  }

  /**
   * Applies a function that makes pairs to the datasets of this stream and of a stream of pairs.
   */
  public final <L, W, K, V> PairDStream<K, V> transformWithToPair(
      PairDStream<L, W> other, Function3<R, PairRDD<L, W>, Time, PairRDD<K, V>> function) {
    return new PairDStream<>(binary("transformWithToPair", other, function));
  }

  @SuppressWarnings("unchecked") // the parent's type is that of this stream
  final <U> Operator<U> unary(String kind, Function2<R, Time, ? extends RDD<U>> function) {
    return new TransformOperator<>(
        kind, List.of(operator), (rdds, time) -> function.call(view((RDD<T>) rdds.get(0)), time));
  }

  @SuppressWarnings("unchecked") // the parents' types are those of the two streams
  final <U, Q extends RDD<U>, W> Operator<W> binary(
      String kind, DStreamLike<U, Q, ?> other, Function3<R, Q, Time, ? extends RDD<W>> function) {
    return new TransformOperator<>(
        kind,
        List.of(operator, other.operator()),
        (rdds, time) ->
            function.call(view((RDD<T>) rdds.get(0)), other.view((RDD<U>) rdds.get(1)), time));
  }

  /** The records of the last {@code window}, anew every batch. */
  public final S window(Duration window) {
    return window(window, slideDuration());
  }

  /** The records of the last {@code window}, anew every {@code slide}. */
  public final S window(Duration window, Duration slide) {
    return wrap(new WindowOperator<>(operator, window, slide));
  }

  /** Reduces the records of a window to one; none for an empty window. */
  public final DStream<T> reduceByWindow(
      Function2<T, T, T> function, Duration window, Duration slide) {
    return reduce(function).window(window, slide).reduce(function);
  }

  /** Keeps computed datasets in memory as bytes. */
  public final S persist() {
    return persist(StorageLevel.MEMORY_ONLY_SER);
  }

  /** Keeps computed datasets in memory as bytes. */
  public final S cache() {
    return persist();
  }

  /** Keeps computed datasets at the level. */
  public final S persist(StorageLevel level) {
    operator.persist(level);
    return self();
  }

  /** Sets how often the state behind this stream is checkpointed: a multiple of its slide. */
  public final S checkpoint(Duration interval) {
    operator.checkpoint(interval);
    return self();
  }

  /**
   * Names the operator behind this stream: in messages, on pages, and as what its state is found by
   * when a changed program starts again.
   */
  public final S named(String name) {
    operator.named(name);
    return self();
  }

  /**
   * The datasets of the batches from one time to another, both included; those that are not
   * remembered are computed again, those of batches to come are left out.
   *
   * @throws IllegalStateException if the context is not started, or no output operation needs this
   *     stream
   */
  public final List<R> slice(Time from, Time to) {
    Time zero = operator.requireZero();
    List<R> datasets = new ArrayList<>();
    Time first = from.floor(slideDuration(), zero);
    for (Time time : first.to(to.floor(slideDuration(), zero), slideDuration())) {
      operator.atReached(time).map(this::view).ifPresent(datasets::add);
    }
    return datasets;
  }

  /** The dataset of a batch; empty if there is none at that time, or not yet. */
  public final Optional<R> compute(Time time) {
    return operator.atReached(time).map(this::view);
  }

  /** Calls a function in the driver with every dataset. */
  public final void foreachRDD(VoidFunction<R> function) {
    output("foreachRDD", (rdd, time) -> function.call(rdd));
  }

  /** Calls a function in the driver with every dataset and its batch time. */
  public final void foreachRDD(VoidFunction2<R, Time> function) {
    output("foreachRDD", function);
  }

  private void output(String kind, VoidFunction2<R, Time> function) {
    operator.graph().addOutput(kind, operator, (rdd, time) -> function.call(view(rdd), time));
  }

  /** Prints the first ten records of every batch to the standard output of the driver. */
  public final void print() {
    print(PRINTED);
  }

  /** Prints the first records of every batch to the standard output of the driver. */
  public final void print(int most) {
    if (most < 0) {
      throw new IllegalArgumentException("Cannot print " + most + " records, expected 0 or more");
    }
    output("print", (rdd, time) -> ConsolePrinter.print(rdd, time, most));
  }

  /** Writes every batch to a directory of text files, {@code prefix-<time in ms>}. */
  public final void saveAsTextFiles(String prefix) {
    saveAsTextFiles(prefix, "");
  }

  /**
   * Writes every batch to a directory of text files, {@code prefix-<time in ms>.suffix}. A
   * directory appears when it is complete; one of the same batch is replaced.
   */
  public final void saveAsTextFiles(String prefix, String suffix) {
    output(
        "saveAsTextFiles",
        (rdd, time) ->
            rdd.saveAsTextFile(BatchFiles.directory(prefix, suffix, time), SaveMode.REPLACE));
  }
}
