package dev.sluice.rdd;

import dev.sluice.function.Function0;
import dev.sluice.function.Function2;
import java.util.ArrayList;
import java.util.List;

/** Makes one value of the records of a partition, and one of the values of all partitions. */
final class Folding {
  private Folding() {}

  /** A list of the one record that is left, or an empty one if there was none. */
  static <T> PartitionFunction<T, List<T>> reduce(Function2<T, T, T> function) {
    return (task, records) -> {
      List<T> reduced = new ArrayList<>(1);
      records.forEach(record -> merge(reduced, record, function));
      return reduced;
    };
  }

  static <T> List<T> reduce(List<List<T>> partials, Function2<T, T, T> function) throws Exception {
    List<T> reduced = new ArrayList<>(1);
    for (List<T> partial : partials) {
      for (T record : partial) {
        merge(reduced, record, function);
      }
    }
    return reduced;
  }

  private static <T> void merge(List<T> reduced, T record, Function2<T, T, T> function)
      throws Exception {
    if (reduced.isEmpty()) {
      reduced.add(record);
    } else {
      reduced.set(0, function.call(reduced.get(0), record));
    }
  }

  static <T, U> PartitionFunction<T, U> fold(Function0<U> zero, Function2<U, T, U> add) {
    return (task, records) -> {
      List<U> folded = new ArrayList<>(1);
      folded.add(zero.call());
      records.forEach(record -> folded.set(0, add.call(folded.get(0), record)));
      return folded.get(0);
    };
  }

  static <U> U combine(U zero, List<U> partials, Function2<U, U, U> combine) throws Exception {
    U combined = zero;
    for (U partial : partials) {
      combined = combine.call(combined, partial);
    }
    return combined;
  }
}
