package dev.sluice.testkit.semantics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A stream as plain lists: for each batch, counted from 1, the records of each of its partitions.
 * Immutable as far as its records are.
 *
 * @param <T> the records
 */
record Model<T>(NavigableMap<Integer, List<List<T>>> batches) {
  Model {
    batches = Collections.unmodifiableNavigableMap(new TreeMap<>(batches));
  }

  /** A stream of these batches; partition i of p has positions i·size/p to (i+1)·size/p. */
  static <T> Model<T> sliced(List<List<T>> batches, int partitions) {
    NavigableMap<Integer, List<List<T>>> sliced = new TreeMap<>();
    for (List<T> batch : batches) {
      List<List<T>> slices = new ArrayList<>();
      for (int i = 0; i < partitions && !batch.isEmpty(); i++) {
        int from = i * batch.size() / partitions;
        slices.add(batch.subList(from, (i + 1) * batch.size() / partitions));
      }
      sliced.put(sliced.size() + 1, slices);
    }
    return new Model<>(sliced);
  }

  /** What the function makes of the number of each batch and its partitions. */
  <R> Model<R> perBatch(BiFunction<Integer, List<List<T>>, List<List<R>>> function) {
    NavigableMap<Integer, List<List<R>>> results = new TreeMap<>();
    batches.forEach((number, batch) -> results.put(number, function.apply(number, batch)));
    return new Model<>(results);
  }

  /** What the function makes of each partition. */
  <R> Model<R> perPartition(Function<List<T>, List<R>> function) {
    return perBatch((number, partitions) -> partitions.stream().map(function).toList());
  }

  /** What the function makes of all records of each batch, in one partition. */
  <R> Model<R> whole(Function<List<T>, List<R>> function) {
    return perBatch((number, partitions) -> List.of(function.apply(concat(partitions))));
  }

  <R> Model<R> map(Function<T, R> function) {
    return perPartition(records -> records.stream().map(function).toList());
  }

  <R> Model<R> flatMap(Function<T, List<R>> function) {
    return perPartition(records -> records.stream().map(function).flatMap(List::stream).toList());
  }

  Model<T> filter(Predicate<T> predicate) {
    return perPartition(records -> records.stream().filter(predicate).toList());
  }

  /** The partitions of both, batch by batch. */
  Model<T> union(Model<T> other) {
    return with(other, (left, right) -> List.copyOf(concat(List.of(left, right))));
  }

  /** What the function makes of the partitions of both, batch by batch. */
  <U, R> Model<R> with(
      Model<U> other, BiFunction<List<List<T>>, List<List<U>>, List<List<R>>> function) {
    return perBatch(
        (number, partitions) ->
            function.apply(partitions, other.batches.getOrDefault(number, List.of())));
  }

  /** The partitions of the last {@code length} batches at every {@code slide}-th batch. */
  Model<T> window(int length, int slide) {
    NavigableMap<Integer, List<List<T>>> windows = new TreeMap<>();
    int last = batches.isEmpty() ? 0 : batches.lastKey();
    for (int end = slide; end <= last; end += slide) {
      windows.put(
          end, concat(List.copyOf(batches.subMap(end - length, false, end, true).values())));
    }
    return new Model<>(windows);
  }

  static <T> List<T> concat(List<List<T>> lists) {
    List<T> all = new ArrayList<>();
    lists.forEach(all::addAll);
    return all;
  }
}
