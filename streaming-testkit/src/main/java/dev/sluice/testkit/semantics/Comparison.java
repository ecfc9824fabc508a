package dev.sluice.testkit.semantics;

import dev.sluice.function.Tuple2;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How much of a batch an operator promises. */
enum Comparison {
  /** Every record in its partition and in order, on every engine. */
  IN_PLACE,
  /**
   * Every record in its partition; in the order of arrival, down to the values of a key, on engines
   * that keep it.
   */
  AS_ARRIVED,
  /** Every record in its partition, in any order. */
  IN_PARTITIONS,
  /** The records alone. */
  IN_ANY_ORDER;

  /** A batch as far as it counts, to be compared by {@code equals}. */
  List<List<@Nullable Object>> view(List<? extends List<?>> partitions, boolean keepsArrivalOrder) {
    if (partitions.stream().allMatch(List::isEmpty)) {
      return List.of();
    }
    if (this == IN_ANY_ORDER) {
      List<@Nullable Object> all = new ArrayList<>();
      partitions.forEach(all::addAll);
      return List.of(plain(all, true));
    }
    boolean sorted = this == IN_PARTITIONS || (this == AS_ARRIVED && !keepsArrivalOrder);
    return partitions.stream().map(records -> plain(records, sorted)).toList();
  }

  private static List<@Nullable Object> plain(Iterable<?> records, boolean sorted) {
    List<@Nullable Object> list = new ArrayList<>();
    records.forEach(each -> list.add(plain(each, sorted)));
    if (sorted) {
      list.sort(Comparator.comparing(String::valueOf));
    }
    return list;
  }

  private static @Nullable Object plain(@Nullable Object record, boolean sorted) {
    if (record instanceof Tuple2<?, ?> pair) {
      return new Pair(plain(pair._1(), sorted), plain(pair._2(), sorted));
    }
    if (record instanceof Optional<?> optional) {
      return optional.map(value -> plain(value, sorted));
    }
    return record instanceof Iterable<?> records ? plain(records, sorted) : record;
  }

  /** A pair that is compared part by part. Immutable. */
  private record Pair(@Nullable Object key, @Nullable Object value) {
    @Override
    public String toString() {
      return "(" + key + "," + value + ")";
    }
  }
}
