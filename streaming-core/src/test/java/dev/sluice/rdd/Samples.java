package dev.sluice.rdd;

import dev.sluice.function.Tuple2;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Random records for tests that compare datasets with plain collections. */
final class Samples {
  private static final int MOST_RECORDS = 60;
  private static final int KEYS = 12;

  private Samples() {}

  /** 1 to 8 partitions, each with some seeds; both appear in the name of the test. */
  static Stream<Arguments> partitionsAndSeeds() {
    return IntStream.rangeClosed(1, 8)
        .boxed()
        .flatMap(p -> Stream.of(1L, 2L, 3L).map(seed -> Arguments.of(p, seed * 1000 + p)));
  }

  static List<Integer> numbers(long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, random.nextInt(MOST_RECORDS))
        .mapToObj(i -> random.nextInt(40))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  static List<Tuple2<String, Integer>> pairs(long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, random.nextInt(MOST_RECORDS))
        .mapToObj(i -> new Tuple2<>("key" + random.nextInt(KEYS), i))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  static <T, R> List<R> each(List<T> records, Function<T, R> function) {
    return records.stream().map(function).collect(Collectors.toCollection(ArrayList::new));
  }
}
