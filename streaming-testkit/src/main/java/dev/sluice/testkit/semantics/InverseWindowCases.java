package dev.sluice.testkit.semantics;

import static dev.sluice.testkit.semantics.Comparison.IN_PARTITIONS;
import static dev.sluice.testkit.semantics.OperatorCase.stream;

import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Tuple2;
import java.util.List;

/** Windows that are made of the window before them. */
final class InverseWindowCases {
  private InverseWindowCases() {}

  static List<OperatorCase> cases() {
    return List.of(
        stream(
            "reduceByWindow(Function2, Function2, Duration, Duration)",
            IN_PARTITIONS,
            in ->
                in.numbers()
                    .map(n -> n + 1)
                    .reduceByWindow(
                        Integer::sum, InverseWindowCases::minus, in.window(), in.slide()),
            in -> total(in.numbers().map(n -> n + 1), in).map(Tuple2::_2)),
        stream(
            "countByWindow(Duration, Duration)",
            IN_PARTITIONS,
            in -> in.numbers().countByWindow(in.window(), in.slide()),
            in -> total(in.numbers().map(n -> 1), in).map(pair -> (long) pair._2())),
        stream(
            "countByValueAndWindow(Duration, Duration)",
            IN_PARTITIONS,
            in -> in.numbers().countByValueAndWindow(in.window(), in.slide()),
            in -> counts(in, in.byDefault())),
        stream(
            "countByValueAndWindow(Duration, Duration, int)",
            IN_PARTITIONS,
            in -> in.numbers().countByValueAndWindow(in.window(), in.slide(), in.buckets()),
            in -> counts(in, in.byBuckets())),
        stream(
            "reduceByKeyAndWindow(Function2, Function2, Duration, Duration)",
            IN_PARTITIONS,
            in ->
                positive(in.pairs())
                    .reduceByKeyAndWindow(
                        Integer::sum, InverseWindowCases::minus, in.window(), in.slide()),
            in ->
                States.sums(positive(in.pairs()).window(in.window(), in.slide()), in.byDefault())),
        stream(
            "reduceByKeyAndWindow(Function2, Function2, Duration, Duration, int, Function)",
            IN_PARTITIONS,
            in ->
                positive(in.pairs())
                    .reduceByKeyAndWindow(
                        Integer::sum,
                        InverseWindowCases::minus,
                        in.window(),
                        in.slide(),
                        in.buckets(),
                        pair -> pair._2() > 0),
            in -> positiveSums(in, in.byBuckets())),
        stream(
            "reduceByKeyAndWindow(Function2, Function2, Duration, Duration, Partitioner, Function)",
            IN_PARTITIONS,
            in ->
                positive(in.pairs())
                    .reduceByKeyAndWindow(
                        Integer::sum,
                        InverseWindowCases::minus,
                        in.window(),
                        in.slide(),
                        in.partitioner(),
                        pair -> pair._2() > 0),
            in -> positiveSums(in, in.byPartitioner())));
  }

  private static int minus(int all, int left) {
    return all - left;
  }

  private static PairDStream<String, Integer> positive(PairDStream<String, Integer> pairs) {
    return pairs.mapValues(n -> n + 1);
  }

  private static Model<Tuple2<String, Integer>> positive(Model<Tuple2<String, Integer>> pairs) {
    return Keyed.mapValues(pairs, n -> n + 1);
  }

  private static Model<Tuple2<String, Integer>> positiveSums(Models in, Spread spread) {
    return Keyed.reduce(positive(in.pairs()).window(in.window(), in.slide()), Integer::sum, spread);
  }

  private static Model<Tuple2<Integer, Integer>> total(Model<Integer> numbers, Models in) {
    Model<Tuple2<Integer, Integer>> pairs = numbers.map(n -> new Tuple2<>(1, n));
    return States.sums(pairs.window(in.window(), in.slide()), Spread.byHash(1));
  }

  private static Model<Tuple2<Integer, Long>> counts(Models in, Spread spread) {
    Model<Tuple2<Integer, Long>> ones = in.numbers().map(n -> new Tuple2<>(n, 1L));
    return Keyed.reduce(ones.window(in.window(), in.slide()), Long::sum, spread);
  }
}
