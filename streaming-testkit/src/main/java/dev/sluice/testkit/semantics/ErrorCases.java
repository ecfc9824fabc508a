package dev.sluice.testkit.semantics;

import static dev.sluice.testkit.semantics.Comparison.AS_ARRIVED;
import static dev.sluice.testkit.semantics.Comparison.IN_PLACE;
import static dev.sluice.testkit.semantics.OperatorCase.stream;

import dev.sluice.dstream.ErrorPolicy;
import dev.sluice.function.Tuple2;
import java.util.List;

/** Functions that fail on some records, which are left out. */
final class ErrorCases {
  private static final String ON_ERROR = "onError(ErrorPolicy)";

  private ErrorCases() {}

  static List<OperatorCase> cases() {
    return List.of(
        stream(
            ON_ERROR,
            IN_PLACE,
            in -> in.numbers().onError(ErrorPolicy.skip()).map(ErrorCases::third),
            in -> in.numbers().filter(n -> n % 3 != 0).map(ErrorCases::third)),
        stream(
            ON_ERROR,
            IN_PLACE,
            in -> in.numbers().onError(ErrorPolicy.skip()).filter(n -> third(n) > 6),
            in -> in.numbers().filter(n -> n % 3 == 1)),
        stream(
            ON_ERROR,
            IN_PLACE,
            in -> in.numbers().onError(ErrorPolicy.skip()).flatMap(ErrorCases::lazily),
            in -> in.numbers().filter(n -> n % 3 != 0).flatMap(n -> List.of(n, third(n)))),
        stream(
            ON_ERROR,
            IN_PLACE,
            in -> in.pairs().onError(ErrorPolicy.skip()).mapValues(ErrorCases::third),
            in ->
                Keyed.mapValues(in.pairs().filter(pair -> pair._2() % 3 != 0), ErrorCases::third)),
        stream(
            ON_ERROR,
            IN_PLACE,
            in ->
                in.numbers()
                    .onError(ErrorPolicy.skip())
                    .map(ErrorCases::third)
                    .onError(ErrorPolicy.skip())
                    .map(n -> n / (n - 12))
                    .window(in.window(), in.slide()),
            in ->
                in.numbers().filter(n -> n % 3 == 2).map(n -> -1).window(in.window(), in.slide())),
        stream(
            ON_ERROR,
            AS_ARRIVED,
            in ->
                in.numbers()
                    .onError(ErrorPolicy.skip())
                    .mapToPair(n -> new Tuple2<>(n, third(n)))
                    .reduceByKey(Integer::sum, in.buckets()),
            in ->
                Keyed.reduce(
                    in.numbers().filter(n -> n % 3 != 0).map(n -> new Tuple2<>(n, third(n))),
                    Integer::sum,
                    in.byBuckets())));
  }

  /** 12 or 6; fails on every third number. */
  private static int third(int number) {
    return 12 / (number % 3);
  }

  /** The number, and a result that may fail when it is drawn. */
  private static Iterable<Integer> lazily(int number) {
    return () -> List.of(0, 1).stream().map(i -> i == 0 ? number : third(number)).iterator();
  }
}
