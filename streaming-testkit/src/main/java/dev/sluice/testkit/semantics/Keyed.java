package dev.sluice.testkit.semantics;

import dev.sluice.function.Tuple2;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * Operations over keys, on models. Keys are in the partition the spread says, in the order in which
 * they are first seen; the values of a key are in the order of arrival.
 */
final class Keyed {
  private Keyed() {}

  static <K, V> Model<Tuple2<K, List<V>>> group(Model<Tuple2<K, V>> model, Spread spread) {
    return mapValues(
        cogroup(model, model.filter(pair -> false), spread),
        (Tuple2<List<V>, List<V>> v) -> v._1());
  }

  static <K, V> Model<Tuple2<K, V>> reduce(
      Model<Tuple2<K, V>> model, BinaryOperator<V> function, Spread spread) {
    return mapValues(group(model, spread), values -> fold(values, function));
  }

  /** One value of some. */
  static <V> V fold(List<V> values, BinaryOperator<V> function) {
    return values.stream().reduce(function).orElseThrow();
  }

  static <K, V, W> Model<Tuple2<K, W>> mapValues(
      Model<Tuple2<K, V>> model, Function<V, W> function) {
    return model.map(pair -> new Tuple2<>(pair._1(), function.apply(pair._2())));
  }

  static <K, V, W> Model<Tuple2<K, W>> flatMapValues(
      Model<Tuple2<K, V>> model, Function<V, List<W>> function) {
    return model.flatMap(
        pair -> function.apply(pair._2()).stream().map(w -> new Tuple2<>(pair._1(), w)).toList());
  }

  static <K, V, W> Model<Tuple2<K, Tuple2<List<V>, List<W>>>> cogroup(
      Model<Tuple2<K, V>> left, Model<Tuple2<K, W>> right, Spread spread) {
    return left.with(right, (l, r) -> cogroup(Model.concat(l), Model.concat(r), spread));
  }

  private static <K, V, W> List<List<Tuple2<K, Tuple2<List<V>, List<W>>>>> cogroup(
      List<Tuple2<K, V>> left, List<Tuple2<K, W>> right, Spread spread) {
    Map<K, Tuple2<List<V>, List<W>>> groups = new LinkedHashMap<>();
    left.forEach(pair -> groupOf(groups, pair._1())._1().add(pair._2()));
    right.forEach(pair -> groupOf(groups, pair._1())._2().add(pair._2()));
    List<Tuple2<K, Tuple2<List<V>, List<W>>>> pairs = new ArrayList<>();
    groups.forEach((key, group) -> pairs.add(new Tuple2<>(key, group)));
    return place(pairs, spread);
  }

  /** Each pair in the partition of its key. */
  static <K, V> List<List<Tuple2<K, V>>> place(List<Tuple2<K, V>> pairs, Spread spread) {
    List<List<Tuple2<K, V>>> partitions = new ArrayList<>();
    for (int i = 0; i < spread.partitions(); i++) {
      partitions.add(new ArrayList<>());
    }
    pairs.forEach(pair -> partitions.get(spread.target().applyAsInt(pair._1())).add(pair));
    return partitions;
  }

  private static <K, V, W> Tuple2<List<V>, List<W>> groupOf(
      Map<K, Tuple2<List<V>, List<W>>> groups, K key) {
    return groups.computeIfAbsent(key, k -> new Tuple2<>(new ArrayList<V>(), new ArrayList<W>()));
  }

  static <K, V, W> Model<Tuple2<K, Tuple2<V, W>>> join(
      Model<Tuple2<K, V>> left, Model<Tuple2<K, W>> right, Spread spread) {
    return cross(left, right, spread, (v, w) -> pairs(v, w));
  }

  static <K, V, W> Model<Tuple2<K, Tuple2<V, Optional<W>>>> leftOuterJoin(
      Model<Tuple2<K, V>> left, Model<Tuple2<K, W>> right, Spread spread) {
    return cross(left, right, spread, (v, w) -> pairs(v, orNone(w)));
  }

  static <K, V, W> Model<Tuple2<K, Tuple2<Optional<V>, W>>> rightOuterJoin(
      Model<Tuple2<K, V>> left, Model<Tuple2<K, W>> right, Spread spread) {
    return cross(left, right, spread, (v, w) -> pairs(orNone(v), w));
  }

  static <K, V, W> Model<Tuple2<K, Tuple2<Optional<V>, Optional<W>>>> fullOuterJoin(
      Model<Tuple2<K, V>> left, Model<Tuple2<K, W>> right, Spread spread) {
    return cross(left, right, spread, (v, w) -> pairs(orNone(v), orNone(w)));
  }

  private static <K, V, W, R> Model<Tuple2<K, R>> cross(
      Model<Tuple2<K, V>> left,
      Model<Tuple2<K, W>> right,
      Spread spread,
      BiFunction<List<V>, List<W>, List<R>> function) {
    return flatMapValues(
        cogroup(left, right, spread), groups -> function.apply(groups._1(), groups._2()));
  }

  private static <A, B> List<Tuple2<A, B>> pairs(List<A> left, List<B> right) {
    List<Tuple2<A, B>> pairs = new ArrayList<>();
    left.forEach(a -> right.forEach(b -> pairs.add(new Tuple2<>(a, b))));
    return pairs;
  }

  private static <V> List<Optional<V>> orNone(List<V> values) {
    return values.isEmpty()
        ? List.of(Optional.empty())
        : values.stream().map(Optional::of).toList();
  }
}
