package dev.sluice.testkit.semantics;

import static dev.sluice.testkit.semantics.Comparison.AS_ARRIVED;
import static dev.sluice.testkit.semantics.Comparison.IN_ANY_ORDER;
import static dev.sluice.testkit.semantics.Comparison.IN_PLACE;
import static dev.sluice.testkit.semantics.OperatorCase.stream;

import dev.sluice.dstream.DStream;
import dev.sluice.function.Tuple2;
import dev.sluice.rdd.StorageLevel;
import java.util.List;
import java.util.Optional;

/** Operators that look at whole batches, and settings that leave them as they are. */
final class BatchCases {
  private static final List<StorageLevel> LEVELS =
      List.of(
          StorageLevel.NONE,
          StorageLevel.MEMORY_ONLY,
          StorageLevel.MEMORY_ONLY_SER,
          StorageLevel.MEMORY_AND_DISK,
          StorageLevel.MEMORY_AND_DISK_SER_2,
          StorageLevel.DISK_ONLY);

  private BatchCases() {}

  static List<OperatorCase> cases() {
    return List.of(
        stream(
            "repartition(int)",
            IN_ANY_ORDER,
            in -> in.numbers().repartition(in.buckets()),
            Models::numbers),
        stream(
            "repartition(int)",
            IN_ANY_ORDER,
            in -> in.pairs().repartition(in.buckets()),
            Models::pairs),
        stream(
            "repartition(int)",
            IN_PLACE,
            in ->
                in.numbers()
                    .union(in.others())
                    .repartition(in.buckets())
                    .transform(rdd -> rdd.context().parallelize(List.of(rdd.partitions()), 1)),
            in -> in.numbers().whole(all -> List.of(in.trial().buckets()))),
        stream(
            "count()",
            IN_PLACE,
            in -> in.numbers().count(),
            in -> in.numbers().whole(all -> List.of((long) all.size()))),
        stream(
            "countByValue()",
            AS_ARRIVED,
            in -> in.numbers().countByValue(),
            in -> countByValue(in.numbers(), in.byDefault())),
        stream(
            "countByValue(int)",
            AS_ARRIVED,
            in -> in.numbers().countByValue(in.buckets()),
            in -> countByValue(in.numbers(), in.byBuckets())),
        stream(
            "reduce(Function2)",
            IN_PLACE,
            in -> in.numbers().reduce(Integer::sum),
            in -> in.numbers().whole(BatchCases::sum)),
        stream("cache()", IN_PLACE, in -> twice(in.numbers().cache()), in -> twice(in.numbers())),
        stream(
            "persist()", IN_PLACE, in -> twice(in.numbers().persist()), in -> twice(in.numbers())),
        stream(
            "persist(StorageLevel)",
            IN_PLACE,
            in -> twice(in.numbers().map(n -> n + 1).persist(in.trial().pick(LEVELS))),
            in -> twice(in.numbers().map(n -> n + 1))),
        stream("named(String)", IN_PLACE, in -> in.numbers().named("numbers"), Models::numbers),
        stream(
            "slideDuration()",
            IN_PLACE,
            in -> {
              DStream<Integer> windowed = in.numbers().window(in.window(), in.slide());
              long slideMs = windowed.slideDuration().toMillis();
              return windowed.transform(rdd -> rdd.context().parallelize(List.of(slideMs), 1));
            },
            in ->
                in.numbers()
                    .window(in.window(), in.slide())
                    .whole(all -> List.of(Streams.INTERVAL.toMillis() * in.slide()))));
  }

  private static <T> Model<Tuple2<T, Long>> countByValue(Model<T> model, Spread spread) {
    return Keyed.reduce(model.map(value -> new Tuple2<>(value, 1L)), Long::sum, spread);
  }

  static List<Integer> sum(List<Integer> numbers) {
    Optional<Integer> sum = numbers.stream().reduce(Integer::sum);
    return sum.map(List::of).orElse(List.of());
  }

  private static DStream<Integer> twice(DStream<Integer> stream) {
    return stream.map(n -> -n).union(stream);
  }

  private static Model<Integer> twice(Model<Integer> model) {
    return model.map(n -> -n).union(model);
  }
}
