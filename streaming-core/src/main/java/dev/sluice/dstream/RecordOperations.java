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
  private final ErrorPolicy policy;

  RecordOperations(Operator<T> operator, ErrorPolicy policy) {
    super(operator);
    this.policy = policy;
  }

  /** A stream of this kind over another operator. */
  abstract S wrap(Operator<T> other);

  abstract S self();

  /** This stream under a policy. */
  abstract S under(ErrorPolicy other);

  final ErrorPolicy policy() {
    return policy;
  }

  /**
   * These records, under a policy: says what becomes of a record on which a function fails that is
   * given to {@link #map}, {@link #mapToPair}, {@link #flatMap}, {@link #flatMapToPair}, {@link
   * #filter}, {@code mapValues} or {@code flatMapValues} of the stream that is returned. Streams
   * made of it are under no policy until this is called again, so that a quarantine has records of
   * one stream.
   *
   * <p>Of a record that is left out nothing remains, even if a {@code flatMap} failed after some
   * results: under a policy all results of a record are in memory before the first goes on. A
   * record counts once, however often its batch is computed, as long as it is the same record of
   * the same partition every time; after operations that bring keys together that need not be so.
   */
  public final S onError(ErrorPolicy newPolicy) {
    return under(newPolicy);
  }

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

  /** An operator over single records: a plain one, or a guarded one under a policy. */
  final <U> Operator<U> each(
      String kind,
      Function<RDD<T>, ? extends RDD<U>> plain,
      RecordFunction<T, U> guarded,
      Keys keys) {
    return policy.isFail()
        ? new LiftOperator<>(kind, operator(), plain)
        : new GuardedOperator<>(kind, operator(), policy, guarded, keys == Keys.STAY);
  }

  /** Whether an operation leaves keys in their partitions. */
  enum Keys {
    STAY,
    CHANGE
  }

  /** Applies a function to each record. */
  public final <U> DStream<U> map(Function<T, U> function) {
    return new DStream<>(
        each(
            "map",
            rdd -> rdd.map(function),
            (record, results) -> results.add(function.call(record)),
            Keys.CHANGE));
  }

  /** Makes a pair of each record. */
  public final <K, V> PairDStream<K, V> mapToPair(PairFunction<T, K, V> function) {
    return new PairDStream<>(
        this.<Tuple2<K, V>>each(
            "mapToPair",
            rdd -> rdd.mapToPair(function),
            (record, results) -> results.add(function.call(record)),
            Keys.CHANGE));
  }

  /** Makes any number of records of each record. */
  public final <U> DStream<U> flatMap(FlatMapFunction<T, U> function) {
    return new DStream<>(
        each(
            "flatMap",
            rdd -> rdd.flatMap(function),
            (record, results) -> function.call(record).forEach(results::add),
            Keys.CHANGE));
  }

  /** Makes any number of pairs of each record. */
  public final <K, V> PairDStream<K, V> flatMapToPair(PairFlatMapFunction<T, K, V> function) {
    return new PairDStream<>(
        this.<Tuple2<K, V>>each(
            "flatMapToPair",
            rdd -> rdd.flatMapToPair(function),
            (record, results) -> function.call(record).forEach(results::add),
            Keys.CHANGE));
  }

  /** Keeps the records that the function accepts. */
  public final S filter(Function<T, Boolean> function) {
    return wrap(
        each(
            "filter",
            rdd -> rdd.filter(function),
            (record, results) -> {
              if (function.call(record)) {
                results.add(record);
              }
            },
            Keys.STAY));
  }
}
