package dev.sluice.dstream;

import dev.sluice.function.FlatMapFunction;
import dev.sluice.function.Function;
import dev.sluice.function.PairFlatMapFunction;
import dev.sluice.function.PairFunction;
import dev.sluice.function.Tuple2;
import dev.sluice.rdd.RDD;

/**
 * The operations that look at one record after the other. Thread-safe: guarded by the graph's
 * monitor.
 *
 * @param <T> the records
 * @param <R> the datasets
 * @param <S> the streams
 */
abstract sealed class RecordOperations<T, R extends RDD<T>, S> extends DStreamOutputs<T, R>
    permits DStreamLike {
  RecordOperations(Operator<T> operator) {
    super(operator);
  }

  /** A stream of this kind over another operator. */
  abstract S wrap(Operator<T> other);

  abstract S self();

  final int parallelism() {
    return operator().graph().rdds().defaultParallelism();
  }

  final <U> DStream<U> lift(String kind, Function<RDD<T>, ? extends RDD<U>> operation) {
    return new DStream<>(new LiftOperator<>(kind, operator(), operation));
  }

  final <K, V> PairDStream<K, V> liftToPair(
      String kind, Function<RDD<T>, ? extends RDD<Tuple2<K, V>>> operation) {
    return new PairDStream<>(new LiftOperator<>(kind, operator(), operation));
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
    return wrap(new LiftOperator<T, T>("filter", operator(), rdd -> rdd.filter(function)));
  }
}
