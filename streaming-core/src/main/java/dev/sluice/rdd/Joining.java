package dev.sluice.rdd;

import dev.sluice.function.Tuple2;
import dev.sluice.function.Tuple3;
import dev.sluice.function.Tuple4;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What joins make of the lists of values that {@link CoGrouping} finds for each key. The lists are
 * typed here, once: list i holds the values of parent i.
 */
final class Joining {
  private Joining() {}

  static <K, V, W> PairRDD<K, Tuple2<Iterable<V>, Iterable<W>>> cogroup(
      PairRDD<K, List<List<Object>>> groups) {
    return groups.mapValues(lists -> new Tuple2<>(view(lists, 0), view(lists, 1)));
  }

  static <K, V, W, X> PairRDD<K, Tuple3<Iterable<V>, Iterable<W>, Iterable<X>>> cogroup3(
      PairRDD<K, List<List<Object>>> groups) {
    return groups.mapValues(lists -> new Tuple3<>(view(lists, 0), view(lists, 1), view(lists, 2)));
  }

  static <K, V, W, X, Y>
      PairRDD<K, Tuple4<Iterable<V>, Iterable<W>, Iterable<X>, Iterable<Y>>> cogroup4(
          PairRDD<K, List<List<Object>>> groups) {
    return groups.mapValues(
        lists -> new Tuple4<>(view(lists, 0), view(lists, 1), view(lists, 2), view(lists, 3)));
  }

  static <K, V, W> PairRDD<K, Tuple2<V, W>> join(PairRDD<K, List<List<Object>>> groups) {
    return groups.flatMapValues(lists -> cross(list(lists, 0), list(lists, 1)));
  }

  static <K, V, W> PairRDD<K, Tuple2<V, Optional<W>>> leftOuterJoin(
      PairRDD<K, List<List<Object>>> groups) {
    return groups.flatMapValues(lists -> cross(list(lists, 0), optional(list(lists, 1))));
  }

  static <K, V, W> PairRDD<K, Tuple2<Optional<V>, W>> rightOuterJoin(
      PairRDD<K, List<List<Object>>> groups) {
    return groups.flatMapValues(lists -> cross(optional(list(lists, 0)), list(lists, 1)));
  }

  static <K, V, W> PairRDD<K, Tuple2<Optional<V>, Optional<W>>> fullOuterJoin(
      PairRDD<K, List<List<Object>>> groups) {
    return groups.flatMapValues(lists -> cross(optional(list(lists, 0)), optional(list(lists, 1))));
  }

  static <K, V> PairRDD<K, V> subtract(PairRDD<K, List<List<Object>>> groups) {
    return groups.flatMapValues(
        lists -> lists.get(1).isEmpty() ? list(lists, 0) : Collections.emptyList());
  }

  private static <A, B> Iterable<Tuple2<A, B>> cross(List<A> left, List<B> right) {
    List<Tuple2<A, B>> pairs = new ArrayList<>(Math.multiplyExact(left.size(), right.size()));
    for (A first : left) {
      for (B second : right) {
        pairs.add(new Tuple2<>(first, second));
      }
    }
    return pairs;
  }

  private static <V> List<Optional<V>> optional(List<V> values) {
    return values.isEmpty()
        ? List.of(Optional.empty())
        : values.stream().map(Optional::ofNullable).toList();
  }

  private static <V> Iterable<V> view(List<List<Object>> lists, int parent) {
    return Collections.unmodifiableList(Joining.<V>list(lists, parent));
  }

  @SuppressWarnings("unchecked") // the groups were made of parents of these types, in this order
  private static <V> List<V> list(List<List<Object>> lists, int parent) {
    return (List<V>) lists.get(parent);
  }
}
