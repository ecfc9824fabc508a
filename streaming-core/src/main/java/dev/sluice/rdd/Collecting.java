package dev.sluice.rdd;

import dev.sluice.function.Tuple2;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/** Brings records to the driver: all of them, the first, the smallest. */
final class Collecting {
  private static final int GROWTH = 4;

  private Collecting() {}

  static <T> PartitionFunction<T, List<T>> all() {
    return (task, records) -> {
      List<T> all = new ArrayList<>();
      records.forEach(all::add);
      return all;
    };
  }

  static <T> List<T> take(PlanRunner runner, Plan<T> plan, int n) {
    requireCount(n);
    List<T> taken = new ArrayList<>();
    int end = Plans.knownEmpty(plan) ? 0 : plan.partitions();
    int from = 0;
    while (taken.size() < n && from < end) {
      int to = (int) Math.min(end, Math.max(1, (long) from * GROWTH) + from);
      List<Integer> next = IntStream.range(from, to).boxed().toList();
      for (List<T> records : runner.run(plan, next, Collecting.<T>first(n - taken.size()))) {
        taken.addAll(records.subList(0, Math.min(records.size(), n - taken.size())));
      }
      from = to;
    }
    return taken;
  }

  private static <T> PartitionFunction<T, List<T>> first(int n) {
    return (task, records) -> {
      List<T> first = new ArrayList<>();
      records.forEachWhile(
          record -> {
            first.add(record);
            return first.size() < n;
          });
      return first;
    };
  }

  /** The values of a key, of its own partition alone if that is known. */
  static <K, V> List<V> lookup(RddContext context, Plan<Tuple2<K, V>> pairs, K key) {
    List<Integer> partitions =
        pairs
            .partitioner()
            .map(partitioner -> List.of(partitioner.partition(key)))
            .orElseGet(() -> IntStream.range(0, pairs.partitions()).boxed().toList());
    PartitionFunction<Tuple2<K, V>, List<V>> ofKey =
        (task, records) -> {
          List<V> values = new ArrayList<>();
          records.forEach(
              pair -> {
                if (Objects.equals(pair._1(), key)) {
                  values.add(pair._2());
                }
              });
          return values;
        };
    List<V> found = new ArrayList<>();
    context.runner().run(pairs, partitions, ofKey).forEach(found::addAll);
    return found;
  }

  static <T> PartitionFunction<T, List<T>> smallest(int n, Comparator<? super T> order) {
    requireCount(n);
    return (task, records) -> {
      Comparator<T> largestFirst = Collections.reverseOrder(order::compare);
      PriorityQueue<T> smallest = new PriorityQueue<>(largestFirst);
      records.forEach(
          record -> {
            if (smallest.size() < n) {
              smallest.add(record);
            } else if (n > 0 && order.compare(record, smallest.element()) < 0) {
              smallest.remove();
              smallest.add(record);
            }
          });
      return new ArrayList<>(smallest);
    };
  }

  /** The smallest of those that were smallest in their partitions. */
  static <T> List<T> smallest(List<List<T>> partitions, int n, Comparator<? super T> order) {
    return new ArrayList<>(
        partitions.stream().flatMap(Collection::stream).sorted(order).limit(n).toList());
  }

  private static void requireCount(int n) {
    if (n < 0) {
      throw new IllegalArgumentException(
          "Cannot take records: found a count of " + n + ", expected 0 or more");
    }
  }
}
