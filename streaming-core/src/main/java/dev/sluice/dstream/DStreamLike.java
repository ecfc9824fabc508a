package dev.sluice.dstream;

import dev.sluice.function.FlatMapFunction;
import dev.sluice.function.Function;
import dev.sluice.function.Function2;
import dev.sluice.function.Function3;
import dev.sluice.function.PairFlatMapFunction;
import dev.sluice.function.Tuple2;
import dev.sluice.rdd.HashPartitioner;
import dev.sluice.rdd.PairRDD;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

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
public abstract sealed class DStreamLike<T, R extends RDD<T>, S> extends RecordOperations<T, R, S>
    permits DStream, PairRecords {
  DStreamLike(Operator<T> operator, ErrorPolicy policy) {
    super(operator, policy);
  }

  /** These records, whatever becomes of those that functions fail on. */
  private DStream<T> plain() {
    return new DStream<>(operator());
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

  static List<Operator<?>> operatorsOf(List<? extends DStreamLike<?, ?, ?>> streams) {
    return streams.stream().<Operator<?>>map(DStreamLike::operator).toList();
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
    return plain()
        .mapToPair((T value) -> new Tuple2<>(value, 1L))
        .reduceByKey(Long::sum, partitions);
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
        kind, List.of(operator()), (rdds, time) -> function.call(view((RDD<T>) rdds.get(0)), time));
  }

  @SuppressWarnings("unchecked") // the parents' types are those of the two streams
  final <U, Q extends RDD<U>, W> Operator<W> binary(
      String kind, DStreamLike<U, Q, ?> other, Function3<R, Q, Time, ? extends RDD<W>> function) {
    return new TransformOperator<>(
        kind,
        List.of(operator(), other.operator()),
        (rdds, time) ->
            function.call(view((RDD<T>) rdds.get(0)), other.view((RDD<U>) rdds.get(1)), time));
  }

  /** The records of the last {@code window}, anew every batch. */
  public final S window(Duration window) {
    return window(window, slideDuration());
  }

  /** The records of the last {@code window}, anew every {@code slide}. */
  public final S window(Duration window, Duration slide) {
    return wrap(new WindowOperator<>(operator(), window, slide));
  }

  /** Reduces the records of a window to one; none for an empty window. */
  public final DStream<T> reduceByWindow(
      Function2<T, T, T> function, Duration window, Duration slide) {
    return reduce(function).window(window, slide).reduce(function);
  }

  /**
   * Reduces the records of a window to one, from the one of the window before it: records that
   * enter are added, records that leave are taken off.
   *
   * @param function associative and commutative; must not change its arguments
   * @param inverse takes the second argument off the first; must not change them
   */
  public final DStream<T> reduceByWindow(
      Function2<T, T, T> function, Function2<T, T, T> inverse, Duration window, Duration slide) {
    return plain()
        .mapToPair((T value) -> new Tuple2<>(1, value))
        .reduceByKeyAndWindow(function, inverse, window, slide, new HashPartitioner(1))
        .values();
  }

  /** The number of records of a window: none before the first record ever, 0 for an empty one. */
  public final DStream<Long> countByWindow(Duration window, Duration slide) {
    return plain()
        .map(record -> 1L)
        .reduceByWindow(Long::sum, (all, left) -> all - left, window, slide);
  }

  /** How often each record occurs in a window. */
  public final PairDStream<T, Long> countByValueAndWindow(Duration window, Duration slide) {
    return countByValueAndWindow(window, slide, parallelism());
  }

  /** How often each record occurs in a window, over so many partitions. */
  public final PairDStream<T, Long> countByValueAndWindow(
      Duration window, Duration slide, int partitions) {
    return plain()
        .mapToPair((T value) -> new Tuple2<>(value, 1L))
        .reduceByKeyAndWindow(
            Long::sum,
            (all, left) -> all - left,
            window,
            slide,
            partitions,
            count -> count._2() != 0);
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
    operator().persist(level);
    return self();
  }

  /** Sets how often the state behind this stream is checkpointed: a multiple of its slide. */
  public final S checkpoint(Duration interval) {
    operator().checkpoint(interval);
    return self();
  }

  /**
   * Names the operator behind this stream: in messages, on pages, and as what its state is found by
   * when a changed program starts again. Streams that come from outside and those with state need
   * names of their own; that is checked at the start.
   *
   * @throws IllegalArgumentException if the name is empty or blank
   */
  public final S named(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "Cannot name %s: found \"%s\", expected a name that is not blank"
              .formatted(operator().describe(), name));
    }
    operator().named(name);
    return self();
  }
}
