package dev.sluice.dstream;

import dev.sluice.function.Function2;
import dev.sluice.function.Tuple2;
import dev.sluice.rdd.RDD;
import java.util.Iterator;
import java.util.List;

/** Operations that leave one record. */
final class Counting {
  private Counting() {}

  /** One record, the number of records: 0 for an empty dataset. */
  static <T> RDD<Long> count(RDD<T> rdd) {
    RDD<Long> counts = rdd.mapPartitions(Counting::countAll);
    RDD<Long> zero = rdd.context().parallelize(List.of(0L), 1);
    return reduce(rdd.context().union(List.of(counts, zero)), Long::sum);
  }

  private static <T> Iterable<Long> countAll(Iterator<T> records) {
    long count = 0;
    while (records.hasNext()) {
      records.next();
      count++;
    }
    return List.of(count);
  }

  /** One record in one partition, or none for an empty dataset. */
  static <T> RDD<T> reduce(RDD<T> rdd, Function2<T, T, T> function) {
    return rdd.mapToPair((T value) -> new Tuple2<>(0, value)).reduceByKey(function, 1).values();
  }
}
