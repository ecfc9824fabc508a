package dev.sluice.rdd;

import dev.sluice.function.Tuple2;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes one value of all values of a key. */
final class Combining {
  private Combining() {}

  /** Combines by key; without a shuffle if the keys are in their partitions already. */
  static <K, V, C> Plan<Tuple2<K, C>> byKey(
      Plan<Tuple2<K, V>> pairs, Combiner<V, C> combiner, Partitioner partitioner) {
    if (!pairs.partitioner().equals(Optional.of(partitioner))) {
      return new Shuffle<>(pairs, partitioner, combiner, null);
    }
    EmptyPreserving<Tuple2<K, C>> inPlace =
        (context, parents) -> combine(Plans.records(parents, 0), combiner);
    return Plans.keyStep(pairs, new Step.Partitions<>(inPlace));
  }

  /** The values of each key in order of arrival. */
  static <K, V> Plan<Tuple2<K, Iterable<V>>> group(
      Plan<Tuple2<K, V>> pairs, Partitioner partitioner) {
    Combiner<V, List<V>> lists =
        new Combiner<>(Combining::listOf, Combining::append, Combining::appendAll, true);
    Step.Map<Tuple2<K, List<V>>, Tuple2<K, Iterable<V>>> view =
        new Step.Map<>(group -> new Tuple2<>(group._1(), Collections.unmodifiableList(group._2())));
    return Plans.keyStep(byKey(pairs, lists, partitioner), view);
  }

  private static <K, V, C> Iterator<Tuple2<K, C>> combine(
      Records<Tuple2<K, V>> pairs, Combiner<V, C> combiner) throws Exception {
    Map<K, Cell<C>> combined = new LinkedHashMap<>();
    pairs.forEach(
        pair -> {
          Cell<C> cell = combined.get(pair._1());
          if (cell == null) {
            combined.put(pair._1(), new Cell<>(combiner.create().call(pair._2())));
          } else {
            cell.value = combiner.mergeValue().call(cell.value, pair._2());
          }
        });
    return new MappedIterator<>(
        combined.entrySet().iterator(),
        entry -> new Tuple2<>(entry.getKey(), entry.getValue().value));
  }

  private static <V> List<V> listOf(V value) {
    List<V> list = new ArrayList<>();
    list.add(value);
    return list;
  }

  private static <V> List<V> append(List<V> list, V value) {
    list.add(value);
    return list;
  }

  private static <V> List<V> appendAll(List<V> list, List<V> more) {
    list.addAll(more);
    return list;
  }

  /** A place for a combined value in the table. Confined to the task's thread. */
  private static final class Cell<C> {
    private C value;

    Cell(C value) {
      this.value = value;
    }
  }
}
