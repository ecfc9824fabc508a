package dev.sluice.testkit.semantics;

import static dev.sluice.testkit.semantics.Comparison.AS_ARRIVED;
import static dev.sluice.testkit.semantics.OperatorCase.stream;

import dev.sluice.function.Tuple2;
import java.util.List;

/** Operators that bring equal keys of a batch together. */
final class KeyCases {
  private KeyCases() {}

  static List<OperatorCase> cases() {
    return List.of(
        stream(
            "groupByKey()",
            AS_ARRIVED,
            in -> in.pairs().groupByKey(),
            in -> Keyed.group(in.pairs(), in.byDefault())),
        stream(
            "groupByKey(int)",
            AS_ARRIVED,
            in -> in.pairs().groupByKey(in.buckets()),
            in -> Keyed.group(in.pairs(), in.byBuckets())),
        stream(
            "groupByKey(Partitioner)",
            AS_ARRIVED,
            in -> in.pairs().groupByKey(in.partitioner()),
            in -> Keyed.group(in.pairs(), in.byPartitioner())),
        stream(
            "reduceByKey(Function2)",
            AS_ARRIVED,
            in -> in.pairs().reduceByKey(Integer::sum),
            in -> Keyed.reduce(in.pairs(), Integer::sum, in.byDefault())),
        stream(
            "reduceByKey(Function2, int)",
            AS_ARRIVED,
            in -> in.pairs().reduceByKey(Math::max, in.buckets()),
            in -> Keyed.reduce(in.pairs(), Math::max, in.byBuckets())),
        stream(
            "reduceByKey(Function2, Partitioner)",
            AS_ARRIVED,
            in -> in.pairs().reduceByKey(Integer::sum, in.partitioner()),
            in -> Keyed.reduce(in.pairs(), Integer::sum, in.byPartitioner())),
        stream(
            "reduceByKey(Function2, Partitioner)",
            AS_ARRIVED,
            in ->
                in.pairs()
                    .reduceByKey(Integer::sum, in.partitioner())
                    .mapValues(n -> n + 1)
                    .reduceByKey(Integer::sum, in.partitioner()),
            in ->
                Keyed.mapValues(
                    Keyed.reduce(in.pairs(), Integer::sum, in.byPartitioner()), n -> n + 1)),
        stream(
            "combineByKey(Function, Function2, Function2, Partitioner)",
            AS_ARRIVED,
            in ->
                in.pairs()
                    .combineByKey(
                        n -> new Tuple2<>(1, n), KeyCases::add, KeyCases::merge, in.partitioner()),
            in -> averages(in.pairs(), in.byPartitioner())),
        stream(
            "combineByKey(Function, Function2, Function2, Partitioner, boolean)",
            AS_ARRIVED,
            in ->
                in.pairs()
                    .combineByKey(
                        n -> new Tuple2<>(1, n),
                        KeyCases::add,
                        KeyCases::merge,
                        in.partitioner(),
                        in.trial().pick(List.of(true, false))),
            in -> averages(in.pairs(), in.byPartitioner())));
  }

  private static Tuple2<Integer, Integer> add(Tuple2<Integer, Integer> sum, int value) {
    return new Tuple2<>(sum._1() + 1, sum._2() + value);
  }

  private static Tuple2<Integer, Integer> merge(
      Tuple2<Integer, Integer> left, Tuple2<Integer, Integer> right) {
    return new Tuple2<>(left._1() + right._1(), left._2() + right._2());
  }

  private static Model<Tuple2<String, Tuple2<Integer, Integer>>> averages(
      Model<Tuple2<String, Integer>> pairs, Spread spread) {
    return Keyed.mapValues(
        Keyed.group(pairs, spread),
        values -> new Tuple2<>(values.size(), Keyed.fold(values, Integer::sum)));
  }
}
