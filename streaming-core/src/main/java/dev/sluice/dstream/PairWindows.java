package dev.sluice.dstream;

import dev.sluice.function.Function;
import dev.sluice.function.Function2;
import dev.sluice.function.Tuple2;
import dev.sluice.rdd.HashPartitioner;
import dev.sluice.rdd.Partitioner;
import dev.sluice.state.StatePartition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The windows of a stream of pairs. Lengths and slides are multiples of the stream's slide; windows
 * that begin before the first batch are shorter. Thread-safe: guarded by the graph's monitor.
 *
 * @param <K> the keys
 * @param <V> the values
 */
abstract sealed class PairWindows<K, V> extends PairRecords<K, V> permits PairDStream {
  PairWindows(Operator<Tuple2<K, V>> operator, ErrorPolicy policy) {
    super(operator, policy);
  }

  final Partitioner byHash() {
    return new HashPartitioner(parallelism());
  }

  /** The values of each key of a window, in order; the window slides with every batch. */
  public final PairDStream<K, Iterable<V>> groupByKeyAndWindow(Duration window) {
    return groupByKeyAndWindow(window, slideDuration());
  }

  /** The values of each key of a window, in order. */
  public final PairDStream<K, Iterable<V>> groupByKeyAndWindow(Duration window, Duration slide) {
    return groupByKeyAndWindow(window, slide, byHash());
  }

  /** The values of each key of a window, over so many partitions. */
  public final PairDStream<K, Iterable<V>> groupByKeyAndWindow(
      Duration window, Duration slide, int partitions) {
    return groupByKeyAndWindow(window, slide, new HashPartitioner(partitions));
  }

  /** The values of each key of a window, partitioned as given. */
  public final PairDStream<K, Iterable<V>> groupByKeyAndWindow(
      Duration window, Duration slide, Partitioner partitioner) {
    Function<Iterable<V>, List<V>> copy = group -> append(new ArrayList<>(), group);
    Function2<List<V>, Iterable<V>, List<V>> add = PairWindows::append;
    return self()
        .groupByKey(partitioner)
        .window(window, slide)
        .combineByKey(copy, add, PairWindows::append, partitioner)
        .mapValues(Collections::unmodifiableList);
  }

  private static <V> List<V> append(List<V> list, Iterable<V> group) {
    group.forEach(list::add);
    return list;
  }

  /** Reduces the values of each key of a window; the window slides with every batch. */
  public final PairDStream<K, V> reduceByKeyAndWindow(
      Function2<V, V, V> function, Duration window) {
    return reduceByKeyAndWindow(function, window, slideDuration());
  }

  /** Reduces the values of each key of a window. */
  public final PairDStream<K, V> reduceByKeyAndWindow(
      Function2<V, V, V> function, Duration window, Duration slide) {
    return reduceByKeyAndWindow(function, window, slide, byHash());
  }

  /** Reduces the values of each key of a window, over so many partitions. */
  public final PairDStream<K, V> reduceByKeyAndWindow(
      Function2<V, V, V> function, Duration window, Duration slide, int partitions) {
    return reduceByKeyAndWindow(function, window, slide, new HashPartitioner(partitions));
  }

  /** Reduces the values of each key of a window, partitioned as given. */
  public final PairDStream<K, V> reduceByKeyAndWindow(
      Function2<V, V, V> function, Duration window, Duration slide, Partitioner partitioner) {
    return self()
        .reduceByKey(function, partitioner)
        .window(window, slide)
        .reduceByKey(function, partitioner);
  }

  /**
   * Reduces the values of each key of a window, from those of the window before it: values that
   * enter are added, values that leave are taken off. Costs what enters and leaves, not the window.
   * Keys stay when all of their values have left.
   *
   * @param function associative and commutative; must not change its arguments
   * @param inverse takes the second argument off the first; must not change them
   */
  public final PairDStream<K, V> reduceByKeyAndWindow(
      Function2<V, V, V> function, Function2<V, V, V> inverse, Duration window, Duration slide) {
    return reduceByKeyAndWindow(function, inverse, window, slide, byHash());
  }

  /** The same over so many partitions, without the keys whose value the filter does not accept. */
  public final PairDStream<K, V> reduceByKeyAndWindow(
      Function2<V, V, V> function,
      Function2<V, V, V> inverse,
      Duration window,
      Duration slide,
      int partitions,
      Function<Tuple2<K, V>, Boolean> filter) {
    return reduceByKeyAndWindow(
        function, inverse, window, slide, new HashPartitioner(partitions), filter);
  }

  /**
   * The same partitioned as given. The filter sees a key when its value changes; one that it does
   * not accept is dropped, and must have no value left in the window.
   */
  public final PairDStream<K, V> reduceByKeyAndWindow(
      Function2<V, V, V> function,
      Function2<V, V, V> inverse,
      Duration window,
      Duration slide,
      Partitioner partitioner,
      Function<Tuple2<K, V>, Boolean> filter) {
    Operator<Tuple2<K, V>> reduced = self().reduceByKey(function, partitioner).operator();
    InverseWindow<K, V> inverseWindow = new InverseWindow<>(function, inverse, filter);
    InverseWindowOperator<K, V> states =
        new InverseWindowOperator<>(reduced, inverseWindow, window, slide, partitioner);
    return new PairDStream<>(
        new StateView<StatePartition<K, V, V>, Tuple2<K, V>>(
            "reduceByKeyAndWindow", states, record -> record.state().pairs(), partitioner));
  }

  /** The same partitioned as given, with all keys. */
  final PairDStream<K, V> reduceByKeyAndWindow(
      Function2<V, V, V> function,
      Function2<V, V, V> inverse,
      Duration window,
      Duration slide,
      Partitioner partitioner) {
    return reduceByKeyAndWindow(function, inverse, window, slide, partitioner, pair -> true);
  }
}
