package dev.sluice.rdd;

import dev.sluice.function.FlatMapFunction2;
import dev.sluice.function.Tuple2;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** Pairs records by their positions, with each other or with numbers. */
final class Zipping {
  private Zipping() {}

  static <T, U, R> Plan<R> partitions(
      Plan<T> left, Plan<U> right, FlatMapFunction2<Iterator<T>, Iterator<U>, R> function) {
    Step.PartitionsFunction<R> zip =
        (task, parents) ->
            function.call(Plans.iterator(parents, 0), Plans.iterator(parents, 1)).iterator();
    return zip(left, right, zip);
  }

  static <T, U> Plan<Tuple2<T, U>> records(Plan<T> left, Plan<U> right) {
    EmptyPreserving<Tuple2<T, U>> zip =
        (task, parents) -> new InStep<T, U>(Plans.iterator(parents, 0), Plans.iterator(parents, 1));
    return zip(left, right, zip);
  }

  private static <R> Plan<R> zip(Plan<?> left, Plan<?> right, Step.PartitionsFunction<R> function) {
    if (left.partitions() != right.partitions()) {
      throw new IllegalArgumentException(
          "Cannot zip datasets: their partitions do not match, found "
              + left.partitions()
              + " and "
              + right.partitions()
              + ", expected as many");
    }
    return new Narrow<>(
        List.of(left, right), Plans.oneToOne(2, left), new Step.Partitions<>(function), null);
  }

  static <T> Plan<Tuple2<T, Long>> withUniqueId(Plan<T> plan) {
    int step = plan.partitions();
    return number(plan, IntStream.range(0, step).asLongStream().toArray(), step);
  }

  /** Counts all partitions but the last at once. */
  static <T> Plan<Tuple2<T, Long>> withIndex(RddContext context, Plan<T> plan) {
    int partitions = plan.partitions();
    List<Integer> counted = IntStream.range(0, Math.max(partitions - 1, 0)).boxed().toList();
    long[] starts = new long[partitions];
    if (!counted.isEmpty()) {
      List<Long> counts = context.runner().run(plan, counted, Counting.<T>records());
      for (int i = 1; i < partitions; i++) {
        starts[i] = starts[i - 1] + counts.get(i - 1);
      }
    }
    return number(plan, starts, 1);
  }

  private static <T> Plan<Tuple2<T, Long>> number(Plan<T> plan, long[] starts, int step) {
    EmptyPreserving<Tuple2<T, Long>> number =
        (task, parents) -> {
          long[] next = {starts[task.partition()]};
          return new MappedIterator<T, Tuple2<T, Long>>(
              Plans.iterator(parents, 0),
              record -> {
                long current = next[0];
                next[0] += step;
                return new Tuple2<>(record, current);
              });
        };
    return Plans.step(plan, new Step.Partitions<>(number));
  }

  /** Two iterators that must end together. Confined to the task's thread. */
  private static final class InStep<T, U> implements Iterator<Tuple2<T, U>> {
    private final Iterator<T> left;
    private final Iterator<U> right;

    InStep(Iterator<T> left, Iterator<U> right) {
      this.left = left;
      this.right = right;
    }

    @Override
    public boolean hasNext() {
      if (left.hasNext() != right.hasNext()) {
        throw new IllegalStateException(
            "Cannot zip records: a partition has fewer than the other one, expected as many");
      }
      return left.hasNext();
    }

    @Override
    public Tuple2<T, U> next() {
      return new Tuple2<>(left.next(), right.next());
    }
  }
}
