package dev.sluice.dstream;

import dev.sluice.function.Function2;
import dev.sluice.rdd.PairRDD;
import dev.sluice.rdd.RDD;
import dev.sluice.time.Time;
import java.util.List;

/** Streams made of several others, which must have the same slide. */
public final class DStreams {
  private DStreams() {}

  /** The records of all. */
  public static <T> DStream<T> union(List<? extends DStream<T>> streams) {
    return new DStream<>(DStreamLike.unionOf(streams.stream().map(DStream::operator).toList()));
  }

  /** The pairs of all. */
  public static <K, V> PairDStream<K, V> unionPairs(List<PairDStream<K, V>> streams) {
    return new PairDStream<>(
        DStreamLike.unionOf(streams.stream().map(PairDStream::operator).toList()));
  }

  /** A function of their datasets. */
  public static <T> DStream<T> transform(
      List<? extends DStreamLike<?, ?, ?>> streams,
      Function2<List<RDD<?>>, Time, RDD<T>> function) {
    return new DStream<>(
        new TransformOperator<>("transform", DStreamLike.operatorsOf(streams), function));
  }

  /** A function that makes pairs of their datasets. */
  public static <K, V> PairDStream<K, V> transformToPair(
      List<? extends DStreamLike<?, ?, ?>> streams,
      Function2<List<RDD<?>>, Time, PairRDD<K, V>> function) {
    return new PairDStream<>(
        new TransformOperator<>("transformToPair", DStreamLike.operatorsOf(streams), function));
  }
}
