package dev.sluice.dstream;

import dev.sluice.function.Function2;
import dev.sluice.rdd.PairRDD;
import dev.sluice.rdd.RDD;
import dev.sluice.time.Time;
import java.util.List;

/** Makes one stream of several of a graph. Stateless. */
abstract sealed class StreamCombinations permits DStreamGraph {
  StreamCombinations() {}

  /** The records of several streams with the same slide. */
  public final <T> DStream<T> union(List<? extends DStream<T>> streams) {
    return new DStream<>(DStreamLike.unionOf(streams.stream().map(DStream::operator).toList()));
  }

  /** The pairs of several streams with the same slide. */
  public final <K, V> PairDStream<K, V> unionPairs(List<PairDStream<K, V>> streams) {
    return new PairDStream<>(
        DStreamLike.unionOf(streams.stream().map(PairDStream::operator).toList()));
  }

  /** A function of the datasets of several streams with the same slide. */
  public final <T> DStream<T> transform(
      List<? extends DStreamLike<?, ?, ?>> streams,
      Function2<List<RDD<?>>, Time, RDD<T>> function) {
    return new DStream<>(
        new TransformOperator<>("transform", DStreamLike.operatorsOf(streams), function));
  }

  /** A function that makes pairs of the datasets of several streams with the same slide. */
  public final <K, V> PairDStream<K, V> transformToPair(
      List<? extends DStreamLike<?, ?, ?>> streams,
      Function2<List<RDD<?>>, Time, PairRDD<K, V>> function) {
    return new PairDStream<>(
        new TransformOperator<>("transformToPair", DStreamLike.operatorsOf(streams), function));
  }
}
