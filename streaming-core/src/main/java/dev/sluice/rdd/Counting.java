package dev.sluice.rdd;

import dev.sluice.function.Function;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts records, all of them or those that have something in common. */
final class Counting {
  private Counting() {}

  static <T> PartitionFunction<T, Long> records() {
    return (task, records) -> {
      long[] count = {0};
      records.forEach(record -> count[0]++);
      return count[0];
    };
  }

  static <T, K> PartitionFunction<T, Map<K, Long>> by(Function<T, K> key) {
    return (task, records) -> {
      Map<K, Long> counts = new LinkedHashMap<>();
      records.forEach(record -> counts.merge(key.call(record), 1L, Long::sum));
      return counts;
    };
  }

  static <K> Map<K, Long> sum(List<Map<K, Long>> partitions) {
    Map<K, Long> sums = new HashMap<>();
    partitions.forEach(counts -> counts.forEach((key, count) -> sums.merge(key, count, Long::sum)));
    return sums;
  }
}
