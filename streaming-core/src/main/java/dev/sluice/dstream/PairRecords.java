package dev.sluice.dstream;

import dev.sluice.function.FlatMapFunction;
import dev.sluice.function.Function;
import dev.sluice.function.Tuple2;
import dev.sluice.rdd.PairRDD;

/**
 * The operations that look at one pair after the other. Thread-safe: guarded by the graph's
 * monitor.
 *
 * @param <K> the keys
 * @param <V> the values
 */
abstract sealed class PairRecords<K, V>
    extends DStreamLike<Tuple2<K, V>, PairRDD<K, V>, PairDStream<K, V>> permits PairWindows {
  PairRecords(Operator<Tuple2<K, V>> operator, ErrorPolicy policy) {
    super(operator, policy);
  }

  /** Applies a function to each value; keys stay where they are. */
  public final <W> PairDStream<K, W> mapValues(Function<V, W> function) {
    return new PairDStream<>(
        this.<Tuple2<K, W>>each(
            "mapValues",
            rdd -> PairRDD.fromRDD(rdd).mapValues(function),
            (pair, results) -> results.add(new Tuple2<>(pair._1(), function.call(pair._2()))),
            Keys.STAY));
  }

  /** Makes any number of values of each value; keys stay where they are. */
  public final <W> PairDStream<K, W> flatMapValues(FlatMapFunction<V, W> function) {
    return new PairDStream<>(
        this.<Tuple2<K, W>>each(
            "flatMapValues",
            rdd -> PairRDD.fromRDD(rdd).flatMapValues(function),
            (pair, results) ->
                function
                    .call(pair._2())
                    .forEach(value -> results.add(new Tuple2<>(pair._1(), value))),
            Keys.STAY));
  }

  /** The keys. */
  public final DStream<K> keys() {
    return lift("map", rdd -> rdd.map(Tuple2::_1));
  }

  /** The values. */
  public final DStream<V> values() {
    return lift("map", rdd -> rdd.map(Tuple2::_2));
  }
}
