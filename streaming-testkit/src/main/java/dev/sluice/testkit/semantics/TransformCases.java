package dev.sluice.testkit.semantics;

import static dev.sluice.testkit.semantics.Comparison.IN_PLACE;
import static dev.sluice.testkit.semantics.OperatorCase.stream;

import dev.sluice.function.Tuple2;
import dev.sluice.rdd.RDD;
import java.util.List;

/** Operators that apply functions to datasets, in the driver. */
final class TransformCases {
  private TransformCases() {}

  static List<OperatorCase> cases() {
    return List.of(
        stream(
            "transform(Function)",
            IN_PLACE,
            in -> in.numbers().transform(rdd -> rdd.map(n -> n * 3).filter(n -> n > 6)),
            in -> in.numbers().map(n -> n * 3).filter(n -> n > 6)),
        stream(
            "transform(Function)",
            IN_PLACE,
            in -> in.pairs().transform(rdd -> rdd.values()),
            in -> in.pairs().map(Tuple2::_2)),
        stream(
            "transform(Function2)",
            IN_PLACE,
            in ->
                in.numbers()
                    .transform(
                        (rdd, time) -> {
                          long ms = time.milliseconds();
                          return rdd.map(n -> n + ms);
                        }),
            in -> timed(in.numbers())),
        stream(
            "transformToPair(Function)",
            IN_PLACE,
            in -> in.numbers().transformToPair(rdd -> rdd.mapToPair(n -> new Tuple2<>(n, 1))),
            in -> in.numbers().map(n -> new Tuple2<>(n, 1))),
        stream(
            "transformToPair(Function2)",
            IN_PLACE,
            in ->
                in.numbers()
                    .transformToPair(
                        (rdd, time) -> {
                          int number = Streams.number(time);
                          return rdd.mapToPair(n -> new Tuple2<>(number, n));
                        }),
            in -> numbered(in.numbers())),
        stream(
            "transformWith(DStream, Function3)",
            IN_PLACE,
            in -> in.numbers().transformWith(in.others(), (left, right, time) -> left.union(right)),
            in -> in.numbers().union(in.others())),
        stream(
            "transformWith(PairDStream, Function3)",
            IN_PLACE,
            in ->
                in.numbers()
                    .transformWith(in.pairs(), (left, right, time) -> left.union(right.values())),
            in -> in.numbers().union(in.pairs().map(Tuple2::_2))),
        stream(
            "transformWithToPair(DStream, Function3)",
            IN_PLACE,
            in ->
                in.numbers()
                    .transformWithToPair(
                        in.others(),
                        (left, right, time) -> {
                          int number = Streams.number(time);
                          return left.union(right).mapToPair(n -> new Tuple2<>(number, n));
                        }),
            in -> numbered(in.numbers().union(in.others()))),
        stream(
            "transformWithToPair(PairDStream, Function3)",
            IN_PLACE,
            in ->
                in.pairs()
                    .transformWithToPair(
                        in.otherPairs(),
                        (left, right, time) -> right.union(left).mapValues(n -> -n)),
            in -> Keyed.mapValues(in.otherPairs().union(in.pairs()), n -> -n)),
        stream(
            "StreamingContext.transform(List, Function2)",
            IN_PLACE,
            in ->
                in.context()
                    .transform(
                        in.all(),
                        (rdds, time) -> {
                          List<RDD<String>> texts =
                              rdds.stream().map(TransformCases::texts).toList();
                          return texts.get(0).context().union(texts);
                        }),
            TransformCases::texts),
        stream(
            "StreamingContext.transformToPair(List, Function2)",
            IN_PLACE,
            in ->
                in.context()
                    .transformToPair(
                        in.all(),
                        (rdds, time) ->
                            texts(rdds.get(1)).mapToPair(text -> new Tuple2<>(text, 1))),
            in -> in.pairs().map(pair -> new Tuple2<>(pair.toString(), 1))));
  }

  private static Model<Long> timed(Model<Integer> numbers) {
    return numbers.perBatch(
        (number, partitions) ->
            partitions.stream()
                .map(
                    all -> all.stream().map(n -> n + number * Streams.INTERVAL.toMillis()).toList())
                .toList());
  }

  private static Model<Tuple2<Integer, Integer>> numbered(Model<Integer> numbers) {
    return numbers.perBatch(
        (number, partitions) ->
            partitions.stream()
                .map(all -> all.stream().map(n -> new Tuple2<>(number, n)).toList())
                .toList());
  }

  private static <T> RDD<String> texts(RDD<T> rdd) {
    return rdd.map(record -> record.toString());
  }

  private static Model<String> texts(Models in) {
    return in.numbers()
        .map(Object::toString)
        .union(in.pairs().map(Object::toString))
        .union(in.others().map(Object::toString));
  }
}
