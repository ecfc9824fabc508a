package dev.sluice.rdd;

import dev.sluice.function.Tuple2;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings the values of equal keys of several datasets together. */
final class CoGrouping {
  private CoGrouping() {}

  /**
   * For each key one list of values for each parent, in order of arrival. Keys come as first seen,
   * parent after parent. A parent that is partitioned the same way is not shuffled.
   */
  static <K> Plan<Tuple2<K, List<List<Object>>>> plan(
      List<? extends Plan<? extends Tuple2<K, ?>>> parents, Partitioner partitioner) {
    List<Plan<?>> placed = new ArrayList<>();
    for (Plan<? extends Tuple2<K, ?>> parent : parents) {
      placed.add(place(Plans.<K, Object>pairs(parent), partitioner));
    }
    EmptyPreserving<Tuple2<K, List<List<Object>>>> group =
        (context, inputs) -> CoGrouping.group(inputs);
    return new Narrow<>(
        placed,
        new PartitionMap.OneToOne(placed.size(), partitioner.partitions()),
        new Step.Partitions<>(group),
        partitioner);
  }

  /** The pairs under the given partitioner, shuffled only if they have another or none. */
  static <K, V> Plan<Tuple2<K, V>> place(Plan<Tuple2<K, V>> pairs, Partitioner partitioner) {
    return pairs.partitioner().equals(Optional.of(partitioner))
        ? pairs
        : new Shuffle<K, V, V>(pairs, partitioner, null, null);
  }

  private static <K> Iterator<Tuple2<K, List<List<Object>>>> group(List<Records<?>> inputs)
      throws Exception {
    Map<K, List<List<Object>>> groups = new LinkedHashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      int input = i;
      Plans.<Tuple2<K, Object>>records(inputs, input)
          .forEach(
              pair ->
                  groups
                      .computeIfAbsent(pair._1(), key -> lists(inputs.size()))
                      .get(input)
                      .add(pair._2()));
    }
    return new MappedIterator<>(
        groups.entrySet().iterator(), group -> new Tuple2<>(group.getKey(), group.getValue()));
  }

  private static List<List<Object>> lists(int size) {
    List<List<Object>> lists = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      lists.add(new ArrayList<>());
    }
    return lists;
  }
}
