package dev.sluice.rdd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.function.Tuple2;
import dev.sluice.function.Tuple3;
import dev.sluice.function.Tuple4;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Joins compared with nested loops. */
@ParameterizedClass
@EnumSource(RecordingRunner.Place.class)
class JoinsTest {
  private static final String INPUTS = "dev.sluice.rdd.Samples#partitionsAndSeeds";
  private final RecordingRunner runner;
  private final RddContext context;

  JoinsTest(RecordingRunner.Place place) {
    runner = RecordingRunner.at(place);
    context = new RddContext(runner);
  }

  @AfterEach
  void close() {
    runner.close();
  }

  @ParameterizedTest
  @MethodSource(INPUTS)
  void joins_are_those_of_nested_loops(int partitions, long seed) {
    List<Tuple2<String, Integer>> left = Samples.pairs(seed);
    List<Tuple2<String, Integer>> right = Samples.pairs(seed + 99).stream().limit(9).toList();
    PairRDD<String, Integer> rdd = context.parallelizePairs(left, partitions);
    PairRDD<String, Integer> other = context.parallelizePairs(right, 3);
    List<Tuple2<String, Tuple2<Integer, Integer>>> inner = new ArrayList<>();
    List<Tuple2<String, Tuple2<Integer, Optional<Integer>>>> leftOuter = new ArrayList<>();
    List<Tuple2<String, Tuple2<Optional<Integer>, Integer>>> rightOuter = new ArrayList<>();
    List<Tuple2<String, Tuple2<Optional<Integer>, Optional<Integer>>>> fullOuter =
        new ArrayList<>();
    for (String key : keys(left, right)) {
      List<Integer> here = values(left, key);
      List<Integer> there = values(right, key);
      for (Integer v : here) {
        there.forEach(w -> inner.add(new Tuple2<>(key, new Tuple2<>(v, w))));
        optional(there).forEach(w -> leftOuter.add(new Tuple2<>(key, new Tuple2<>(v, w))));
      }
      for (Optional<Integer> v : optional(here)) {
        there.forEach(w -> rightOuter.add(new Tuple2<>(key, new Tuple2<>(v, w))));
        optional(there).forEach(w -> fullOuter.add(new Tuple2<>(key, new Tuple2<>(v, w))));
      }
    }

    for (int n = 1; n <= 4; n++) {
      Partitioner by = new HashPartitioner(n);
      for (PairRDD<String, Integer> from : List.of(rdd, rdd.partitionBy(by))) {
        assertThat(from.join(other, n).collect()).containsExactlyInAnyOrderElementsOf(inner);
        assertThat(from.leftOuterJoin(other, n).collect())
            .containsExactlyInAnyOrderElementsOf(leftOuter);
        assertThat(from.rightOuterJoin(other, by).collect())
            .containsExactlyInAnyOrderElementsOf(rightOuter);
        assertThat(from.fullOuterJoin(other, by).collect())
            .containsExactlyInAnyOrderElementsOf(fullOuter);
      }
    }
    assertThat(rdd.join(other, 1).collect()).isEqualTo(inner);
    assertThat(rdd.subtractByKey(other).collect())
        .containsExactlyInAnyOrderElementsOf(
            left.stream().filter(p -> values(right, p._1()).isEmpty()).toList());
    assertThat(rdd.subtractByKey(other, 5).partitions()).isEqualTo(5);
  }

  @ParameterizedTest
  @MethodSource(INPUTS)
  void cogroups_list_the_values_of_every_side(int partitions, long seed) {
    List<Tuple2<String, Integer>> left = Samples.pairs(seed);
    List<Tuple2<String, Integer>> right = Samples.pairs(seed + 99);
    PairRDD<String, Integer> rdd = context.parallelizePairs(left, partitions);
    PairRDD<String, Integer> other = context.parallelizePairs(right, 3);
    List<Tuple2<String, Object>> two = new ArrayList<>();
    List<Tuple2<String, Object>> three = new ArrayList<>();
    List<Tuple2<String, Object>> four = new ArrayList<>();
    for (String key : keys(left, right)) {
      List<Integer> l = values(left, key);
      List<Integer> r = values(right, key);
      two.add(new Tuple2<>(key, new Tuple2<>(l, r)));
      three.add(new Tuple2<>(key, new Tuple3<>(l, r, l)));
      four.add(new Tuple2<>(key, new Tuple4<>(l, r, l, r)));
    }
    Partitioner one = new HashPartitioner(1);

    assertThat(context.<Object>rdd(widened(rdd.cogroup(other, 1))).collect()).isEqualTo(two);
    assertThat(context.<Object>rdd(widened(rdd.cogroup(other, rdd, one))).collect())
        .isEqualTo(three);
    assertThat(context.<Object>rdd(widened(rdd.cogroup(other, rdd, other, one))).collect())
        .isEqualTo(four);
    assertThat(rdd.cogroup(other, rdd).count()).isEqualTo(two.size());
    assertThat(rdd.cogroup(other, rdd, other).count()).isEqualTo(two.size());
  }

  @Test
  void a_side_that_is_in_place_is_not_shuffled() {
    Partitioner by = new HashPartitioner(2);
    PairRDD<Integer, Integer> plain = context.parallelizePairs(List.of(new Tuple2<>(1, 1)), 4);
    PairRDD<Integer, Integer> placed = plain.partitionBy(by);

    Plan<?> grouped = placed.cogroup(plain, by).plan().parents().get(0);

    assertThat(grouped.parents().get(0)).isSameAs(placed.plan());
    assertThat(grouped.parents().get(1)).isInstanceOf(Shuffle.class);
    assertThat(placed.join(placed).plan().partitioner()).contains(by);
  }

  @SuppressWarnings("unchecked")
  private static Plan<Object> widened(RDD<?> rdd) {
    return (Plan<Object>) rdd.plan();
  }

  private static Set<String> keys(
      List<Tuple2<String, Integer>> left, List<Tuple2<String, Integer>> right) {
    Set<String> keys = new LinkedHashSet<>(Samples.each(left, Tuple2::_1));
    keys.addAll(Samples.each(right, Tuple2::_1));
    return keys;
  }

  private static List<Integer> values(List<Tuple2<String, Integer>> pairs, String key) {
    return pairs.stream().filter(p -> p._1().equals(key)).map(Tuple2::_2).toList();
  }

  private static List<Optional<Integer>> optional(List<Integer> values) {
    return values.isEmpty()
        ? List.of(Optional.empty())
        : values.stream().map(Optional::of).toList();
  }
}
