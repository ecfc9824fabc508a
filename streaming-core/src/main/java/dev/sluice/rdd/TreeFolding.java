package dev.sluice.rdd;

import dev.sluice.function.Function0;
import dev.sluice.function.Function2;
import dev.sluice.function.Tuple2;
import java.util.Iterator;
import java.util.List;

/** Combines partial results by rounds of shuffles, so that few of them reach the driver. */
final class TreeFolding {
  private static final int FEWEST_INTO_ONE = 2;

  private TreeFolding() {}

  static <T> RDD<T> reduce(
      RddContext context, Plan<T> plan, Function2<T, T, T> function, int depth) {
    PartitionFunction<T, List<T>> reduce = Folding.reduce(function);
    EmptyPreserving<T> partial =
        (task, parents) -> reduce.call(task, Plans.records(parents, 0)).iterator();
    return combine(
        new RDD<>(context, Plans.step(plan, new Step.Partitions<>(partial))), function, depth);
  }

  static <T, U> RDD<U> fold(
      RddContext context,
      Plan<T> plan,
      Function0<U> zero,
      Function2<U, T, U> add,
      Function2<U, U, U> combine,
      int depth) {
    PartitionFunction<T, U> fold = Folding.fold(zero, add);
    Step.PartitionsFunction<U> partial =
        (task, parents) -> List.of(fold.call(task, Plans.records(parents, 0))).iterator();
    return combine(
        new RDD<>(context, Plans.step(plan, new Step.Partitions<>(partial))), combine, depth);
  }

  private static <U> RDD<U> combine(RDD<U> partials, Function2<U, U, U> combine, int depth) {
    if (depth < 1) {
      throw new IllegalArgumentException(
          "Cannot combine by a tree: found a depth of " + depth + ", expected 1 or more");
    }
    double root = Math.pow(partials.partitions(), 1.0 / depth);
    int intoOne = Math.max((int) Math.ceil(root), FEWEST_INTO_ONE);
    RDD<U> combined = partials;
    while (combined.partitions() > intoOne + combined.partitions() / intoOne) {
      int fewer = combined.partitions() / intoOne;
      combined =
          combined
              .mapPartitionsWithIndex(
                  (index, values) -> TreeFolding.<U>keyed(index % fewer, values))
              .mapToPair(pair -> pair)
              .reduceByKey(combine, fewer)
              .values();
    }
    return combined;
  }

  private static <U> Iterator<Tuple2<Integer, U>> keyed(int key, Iterator<U> values) {
    return new MappedIterator<>(values, value -> new Tuple2<>(key, value));
  }
}
