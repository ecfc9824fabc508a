package dev.sluice.testkit.semantics;

import static dev.sluice.testkit.semantics.Comparison.IN_PLACE;
import static dev.sluice.testkit.semantics.OperatorCase.stream;

import dev.sluice.function.Tuple2;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Operators that look at records or partitions one by one. */
final class RecordCases {
  private RecordCases() {}

  static List<OperatorCase> cases() {
    return List.of(
        stream(
            "map(Function)",
            IN_PLACE,
            in -> in.numbers().map(n -> "n" + n),
            in -> in.numbers().map(n -> "n" + n)),
        stream(
            "mapToPair(PairFunction)",
            IN_PLACE,
            in -> in.numbers().mapToPair(n -> new Tuple2<>(n % 3, n)),
            in -> in.numbers().map(n -> new Tuple2<>(n % 3, n))),
        stream(
            "mapToPair(PairFunction)",
            IN_PLACE,
            in -> in.pairs().mapToPair(Tuple2::swap),
            in -> in.pairs().map(Tuple2::swap)),
        stream(
            "flatMap(FlatMapFunction)",
            IN_PLACE,
            in -> in.numbers().flatMap(RecordCases::countDown),
            in -> in.numbers().flatMap(RecordCases::countDown)),
        stream(
            "flatMapToPair(PairFlatMapFunction)",
            IN_PLACE,
            in -> in.numbers().flatMapToPair(RecordCases::signs),
            in -> in.numbers().flatMap(RecordCases::signs)),
        stream(
            "filter(Function)",
            IN_PLACE,
            in -> in.numbers().filter(n -> n % 2 == 0),
            in -> in.numbers().filter(n -> n % 2 == 0)),
        stream(
            "filter(Function)",
            IN_PLACE,
            in -> in.pairs().filter(pair -> pair._2() > 4),
            in -> in.pairs().filter(pair -> pair._2() > 4)),
        stream(
            "glom()",
            IN_PLACE,
            in -> in.numbers().glom(),
            in -> in.numbers().perPartition(List::of)),
        stream(
            "mapPartitions(FlatMapFunction)",
            IN_PLACE,
            in -> in.numbers().mapPartitions(RecordCases::totals),
            in -> in.numbers().perPartition(records -> totals(records.iterator()))),
        stream(
            "mapPartitionsToPair(PairFlatMapFunction)",
            IN_PLACE,
            in -> in.numbers().mapPartitionsToPair(RecordCases::firsts),
            in -> in.numbers().perPartition(records -> firsts(records.iterator()))),
        stream(
            "mapValues(Function)",
            IN_PLACE,
            in -> in.pairs().mapValues(n -> n * 2),
            in -> Keyed.mapValues(in.pairs(), n -> n * 2)),
        stream(
            "flatMapValues(FlatMapFunction)",
            IN_PLACE,
            in -> in.pairs().flatMapValues(RecordCases::countDown),
            in -> Keyed.flatMapValues(in.pairs(), RecordCases::countDown)),
        stream("keys()", IN_PLACE, in -> in.pairs().keys(), in -> in.pairs().map(Tuple2::_1)),
        stream("values()", IN_PLACE, in -> in.pairs().values(), in -> in.pairs().map(Tuple2::_2)),
        stream("toDStream()", IN_PLACE, in -> in.pairs().toDStream(), Models::pairs),
        stream(
            "union(DStream)",
            IN_PLACE,
            in -> in.numbers().union(in.others()),
            in -> in.numbers().union(in.others())),
        stream(
            "union(DStream)",
            IN_PLACE,
            in -> in.numbers().union(in.numbers()),
            in -> in.numbers().union(in.numbers())),
        stream(
            "union(PairDStream)",
            IN_PLACE,
            in -> in.pairs().union(in.otherPairs()),
            in -> in.pairs().union(in.otherPairs())));
  }

  private static List<Integer> countDown(int from) {
    List<Integer> numbers = new ArrayList<>();
    for (int n = from; n > 0; n--) {
      numbers.add(n);
    }
    return numbers;
  }

  private static List<Tuple2<Integer, String>> signs(int number) {
    return List.of(new Tuple2<>(number, "+"), new Tuple2<>(-number, "-"));
  }

  private static List<Integer> totals(Iterator<Integer> records) {
    int count = 0;
    int sum = 0;
    while (records.hasNext()) {
      sum += records.next();
      count++;
    }
    return List.of(count, sum);
  }

  private static List<Tuple2<String, Integer>> firsts(Iterator<Integer> records) {
    return records.hasNext() ? List.of(new Tuple2<>("first", records.next())) : List.of();
  }
}
