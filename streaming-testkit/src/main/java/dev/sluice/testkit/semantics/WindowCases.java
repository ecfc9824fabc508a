package dev.sluice.testkit.semantics;

import static dev.sluice.testkit.semantics.Comparison.AS_ARRIVED;
import static dev.sluice.testkit.semantics.Comparison.IN_PLACE;
import static dev.sluice.testkit.semantics.OperatorCase.stream;

import dev.sluice.function.Tuple2;
import java.util.List;

/** Operators over the last batches. */
final class WindowCases {
  private WindowCases() {}

  static List<OperatorCase> cases() {
    return List.of(
        stream(
            "window(Duration)",
            IN_PLACE,
            in -> in.numbers().window(in.window()),
            in -> in.numbers().window(in.window(), 1)),
        stream(
            "window(Duration, Duration)",
            IN_PLACE,
            in -> in.numbers().window(in.window(), in.slide()),
            in -> in.numbers().window(in.window(), in.slide())),
        stream(
            "window(Duration, Duration)",
            IN_PLACE,
            in -> in.pairs().window(in.window(), in.slide()),
            in -> in.pairs().window(in.window(), in.slide())),
        stream(
            "window(Duration, Duration)",
            IN_PLACE,
            in ->
                in.numbers()
                    .window(in.window(), in.slide())
                    .map(n -> n + 1)
                    .window(in.slide().multipliedBy(2), in.slide()),
            in ->
                in.numbers()
                    .window(in.window(), in.slide())
                    .map(n -> n + 1)
                    .window(in.slide() * 2, in.slide())),
        stream(
            "window(Duration, Duration)",
            AS_ARRIVED,
            in -> in.pairs().window(in.window(), in.slide()).groupByKey(in.buckets()),
            in -> Keyed.group(in.pairs().window(in.window(), in.slide()), in.byBuckets())),
        stream(
            "groupByKeyAndWindow(Duration)",
            AS_ARRIVED,
            in -> in.pairs().groupByKeyAndWindow(in.window()),
            in -> Keyed.group(in.pairs().window(in.window(), 1), in.byDefault())),
        stream(
            "groupByKeyAndWindow(Duration, Duration)",
            AS_ARRIVED,
            in -> in.pairs().groupByKeyAndWindow(in.window(), in.slide()),
            in -> Keyed.group(in.pairs().window(in.window(), in.slide()), in.byDefault())),
        stream(
            "groupByKeyAndWindow(Duration, Duration, int)",
            AS_ARRIVED,
            in -> in.pairs().groupByKeyAndWindow(in.window(), in.slide(), in.buckets()),
            in -> Keyed.group(in.pairs().window(in.window(), in.slide()), in.byBuckets())),
        stream(
            "groupByKeyAndWindow(Duration, Duration, Partitioner)",
            AS_ARRIVED,
            in -> in.pairs().groupByKeyAndWindow(in.window(), in.slide(), in.partitioner()),
            in -> Keyed.group(in.pairs().window(in.window(), in.slide()), in.byPartitioner())),
        stream(
            "reduceByWindow(Function2, Duration, Duration)",
            IN_PLACE,
            in -> in.numbers().reduceByWindow(Integer::sum, in.window(), in.slide()),
            in -> in.numbers().window(in.window(), in.slide()).whole(BatchCases::sum)),
        stream(
            "reduceByKeyAndWindow(Function2, Duration)",
            AS_ARRIVED,
            in -> in.pairs().reduceByKeyAndWindow(Integer::sum, in.window()),
            in -> sums(in.pairs(), in.window(), 1, in.byDefault())),
        stream(
            "reduceByKeyAndWindow(Function2, Duration, Duration)",
            AS_ARRIVED,
            in -> in.pairs().reduceByKeyAndWindow(Integer::sum, in.window(), in.slide()),
            in -> sums(in.pairs(), in.window(), in.slide(), in.byDefault())),
        stream(
            "reduceByKeyAndWindow(Function2, Duration, Duration, int)",
            AS_ARRIVED,
            in ->
                in.pairs()
                    .reduceByKeyAndWindow(Integer::sum, in.window(), in.slide(), in.buckets()),
            in -> sums(in.pairs(), in.window(), in.slide(), in.byBuckets())),
        stream(
            "reduceByKeyAndWindow(Function2, Duration, Duration, Partitioner)",
            AS_ARRIVED,
            in ->
                in.pairs()
                    .reduceByKeyAndWindow(Integer::sum, in.window(), in.slide(), in.partitioner()),
            in -> sums(in.pairs(), in.window(), in.slide(), in.byPartitioner())));
  }

  private static Model<Tuple2<String, Integer>> sums(
      Model<Tuple2<String, Integer>> pairs, int window, int slide, Spread spread) {
    return Keyed.reduce(pairs.window(window, slide), Integer::sum, spread);
  }
}
