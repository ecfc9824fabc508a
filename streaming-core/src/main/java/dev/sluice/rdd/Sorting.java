package dev.sluice.rdd;

import dev.sluice.function.Tuple2;
import java.util.Collections;
import java.util.Comparator;

/** Orders pairs by key over all partitions. */
final class Sorting {
  private Sorting() {}

  static <K, V> Plan<Tuple2<K, V>> byKey(
      RddContext context,
      Plan<Tuple2<K, V>> pairs,
      Comparator<? super K> order,
      boolean ascending,
      int partitions) {
    Comparator<? super K> keyOrder = ascending ? order : Collections.reverseOrder(order);
    Partitioner ranges =
        partitions == 1 || Plans.knownEmpty(pairs)
            ? new HashPartitioner(partitions)
            : RangePartitioner.sample(context, pairs, keyOrder, partitions);
    return new Shuffle<K, V, V>(pairs, ranges, null, keyOrder);
  }

  /** The order of elements that are {@link Comparable}; comparing others throws. */
  @SuppressWarnings("unchecked")
  static <T> Comparator<T> naturalOrder() {
    return (Comparator<T>) Comparator.<Integer>naturalOrder();
  }
}
