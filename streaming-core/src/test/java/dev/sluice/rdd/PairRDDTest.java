package dev.sluice.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.function.Tuple2;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Operations over keys compared with plain maps. */
@ParameterizedClass
@EnumSource(RecordingRunner.Place.class)
class PairRDDTest {
  private static final String INPUTS = "dev.sluice.rdd.Samples#partitionsAndSeeds";
  private final RecordingRunner runner;
  private final RddContext context;

  PairRDDTest(RecordingRunner.Place place) {
    runner = RecordingRunner.at(place);
    context = new RddContext(runner);
  }

  @AfterEach
  void close() {
    runner.close();
  }

  @ParameterizedTest
  @MethodSource(INPUTS)
  void groups_and_reductions_are_those_of_a_map(int partitions, long seed) {
    List<Tuple2<String, Integer>> pairs = Samples.pairs(seed);
    PairRDD<String, Integer> rdd = context.parallelizePairs(pairs, partitions);
    Map<String, List<Integer>> groups = groups(pairs);
    Map<String, Integer> sums = new LinkedHashMap<>();
    groups.forEach((key, values) -> sums.put(key, values.stream().mapToInt(v -> v).sum()));

    for (int n = 1; n <= 4; n++) {
      Partitioner by = new HashPartitioner(n);
      assertThat(rdd.groupByKey(n).collectAsMap()).isEqualTo(groups);
      assertThat(rdd.partitionBy(by).groupByKey(by).collectAsMap()).isEqualTo(groups);
      assertThat(rdd.reduceByKey(Integer::sum, n).collectAsMap()).isEqualTo(sums);
      assertThat(rdd.partitionBy(by).reduceByKey(Integer::sum).collectAsMap()).isEqualTo(sums);
      assertThat(rdd.foldByKey(0, n, Integer::sum).collectAsMap()).isEqualTo(sums);
      assertThat(
              rdd.combineByKey(v -> (long) v, (c, v) -> c + v, Long::sum, by, false)
                  .mapValues(Long::intValue)
                  .collectAsMap())
          .isEqualTo(sums);
    }
    assertThat(rdd.groupByKey().partitions()).isEqualTo(partitions);
    assertThat(
            rdd.aggregateByKey(new ArrayList<>(), PairRDDTest::append, PairRDDTest::join)
                .collectAsMap())
        .isEqualTo(groups);
    assertThat(rdd.countByKey())
        .isEqualTo(
            pairs.stream().collect(Collectors.groupingBy(Tuple2::_1, Collectors.counting())));
  }

  @ParameterizedTest
  @MethodSource(INPUTS)
  void keys_come_as_first_seen(int partitions, long seed) {
    List<Tuple2<String, Integer>> pairs = Samples.pairs(seed);
    PairRDD<String, Integer> rdd = context.parallelizePairs(pairs, partitions);

    List<String> order = new ArrayList<>(groups(pairs).keySet());

    assertThat(rdd.reduceByKey(Integer::sum, 1).keys().collect()).isEqualTo(order);
    assertThat(rdd.groupByKey(1).keys().collect()).isEqualTo(order);
    assertThat(rdd.coalesce(1).cogroup(rdd.coalesce(1), 1).keys().collect()).isEqualTo(order);
  }

  @ParameterizedTest
  @MethodSource(INPUTS)
  void value_steps_keep_keys_and_partitioner(int partitions, long seed) {
    List<Tuple2<String, Integer>> pairs = Samples.pairs(seed);
    PairRDD<String, Integer> rdd = context.parallelizePairs(pairs, partitions);
    Partitioner by = new HashPartitioner(3);

    assertThat(rdd.keys().collect()).isEqualTo(Samples.each(pairs, Tuple2::_1));
    assertThat(rdd.values().collect()).isEqualTo(Samples.each(pairs, Tuple2::_2));
    assertThat(rdd.mapValues(v -> v + 1).collect())
        .isEqualTo(Samples.each(pairs, p -> new Tuple2<>(p._1(), p._2() + 1)));
    assertThat(rdd.flatMapValues(v -> List.of(v, -v)).collect())
        .isEqualTo(
            pairs.stream()
                .flatMap(p -> List.of(p._2(), -p._2()).stream().map(v -> new Tuple2<>(p._1(), v)))
                .toList());
    PairRDD<String, Integer> placed = rdd.partitionBy(by);
    assertThat(placed.mapValues(v -> v).flatMapValues(List::of).filter(p -> true).partitioner())
        .contains(by);
    assertThat(placed.map(p -> p).partitioner()).isEmpty();
    assertThat(placed.partitionBy(new HashPartitioner(3))).isSameAs(placed);
    assertThat(placed.glom().collect())
        .allSatisfy(part -> assertThat(part).allSatisfy(p -> assertThat(pairs).contains(p)));
  }

  @ParameterizedTest
  @MethodSource(INPUTS)
  void lookups_find_all_values_of_a_key(int partitions, long seed) {
    List<Tuple2<String, Integer>> pairs = Samples.pairs(seed);
    PairRDD<String, Integer> rdd = context.parallelizePairs(pairs, partitions);

    groups(pairs)
        .forEach(
            (key, values) -> {
              assertThat(rdd.lookup(key)).isEqualTo(values);
              assertThat(rdd.partitionBy(new HashPartitioner(3)).lookup(key)).isEqualTo(values);
            });
    assertThat(rdd.lookup("nowhere")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource(INPUTS)
  void sorts_by_key_and_leaves_equal_keys_in_order(int partitions, long seed) {
    List<Tuple2<String, Integer>> pairs = Samples.pairs(seed);
    PairRDD<String, Integer> rdd = context.parallelizePairs(pairs, partitions);
    Comparator<Tuple2<String, Integer>> byKey = Comparator.comparing(Tuple2::_1);

    assertThat(rdd.sortByKey().collect()).isEqualTo(pairs.stream().sorted(byKey).toList());
    for (int n = 1; n <= 5; n++) {
      assertThat(rdd.sortByKey(true, n).collect()).isEqualTo(pairs.stream().sorted(byKey).toList());
      assertThat(rdd.sortByKey(false, n).collect())
          .isEqualTo(pairs.stream().sorted(byKey.reversed()).toList());
      assertThat(rdd.repartitionAndSortWithinPartitions(new HashPartitioner(n)).glom().collect())
          .allSatisfy(part -> assertThat(part).isSortedAccordingTo(byKey));
    }
  }

  @Test
  void ranges_hold_about_as_many_records_each() {
    List<Tuple2<Integer, Integer>> pairs =
        IntStream.range(0, 4_000).mapToObj(i -> new Tuple2<>(i * 7919 % 4_000, i)).toList();

    List<Integer> sizes =
        context.parallelizePairs(pairs, 5).sortByKey(true, 4).glom().map(List::size).collect();

    assertThat(sizes).hasSize(4).allSatisfy(size -> assertThat(size).isBetween(600, 1_400));
  }

  @Test
  void two_partitions_list_words_as_the_guides_do() {
    List<Tuple2<String, Integer>> pairs = new ArrayList<>();
    List.of("new york", "california", "california", "hello", "moon", "world")
        .forEach(word -> pairs.add(new Tuple2<>(word, 1)));

    assertThat(context.parallelizePairs(pairs, 2).reduceByKey(Integer::sum, 2).collect())
        .containsExactly(
            new Tuple2<>("california", 2),
            new Tuple2<>("hello", 1),
            new Tuple2<>("world", 1),
            new Tuple2<>("new york", 1),
            new Tuple2<>("moon", 1));
  }

  @Test
  void a_null_key_goes_to_partition_0() {
    List<Tuple2<String, Long>> pairs = List.of(new Tuple2<>(null, 1L), new Tuple2<>(null, 2L));

    assertThat(context.parallelizePairs(pairs, 2).reduceByKey(Long::sum, 3).glom().collect().get(0))
        .containsExactly(new Tuple2<>(null, 3L));
  }

  @Test
  void the_values_of_a_group_cannot_be_changed() {
    Iterable<Integer> group =
        context.parallelizePairs(List.of(new Tuple2<>("a", 1))).groupByKey().first()._2();

    Iterator<Integer> values = group.iterator();
    assertThat(values.next()).isEqualTo(1);
    assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(values::remove);
  }

  @Test
  void datasets_of_the_same_partitioner_are_united_in_place() {
    Partitioner by = new HashPartitioner(2);
    PairRDD<Integer, Integer> rdd =
        context
            .parallelizePairs(List.of(new Tuple2<>(0, 1), new Tuple2<>(1, 2)), 1)
            .partitionBy(by);

    PairRDD<Integer, Integer> united = rdd.union(rdd);

    assertThat(united.partitioner()).contains(by);
    assertThat(united.glom().collect())
        .containsExactly(
            List.of(new Tuple2<>(0, 1), new Tuple2<>(0, 1)),
            List.of(new Tuple2<>(1, 2), new Tuple2<>(1, 2)));
    assertThat(united.reduceByKey(Integer::sum).plan()).isInstanceOf(Narrow.class);
  }

  @Test
  void the_largest_partitioner_is_the_default_unless_far_too_small() {
    PairRDD<Integer, Integer> plain = context.parallelizePairs(List.of(new Tuple2<>(1, 1)), 20);
    PairRDD<Integer, Integer> three = plain.partitionBy(new HashPartitioner(3));
    PairRDD<Integer, Integer> two = plain.partitionBy(new HashPartitioner(2));

    assertThat(plain.join(plain).partitioner()).contains(new HashPartitioner(20));
    assertThat(plain.join(three).partitioner()).contains(new HashPartitioner(3));
    assertThat(two.join(three).partitioner()).contains(new HashPartitioner(3));
    assertThat(plain.join(two).partitioner()).contains(new HashPartitioner(20));
    assertThat(context.<Integer, Integer>emptyPairRDD().groupByKey().partitions()).isEqualTo(1);
  }

  @Test
  void pairs_stay_pairs() {
    PairRDD<Integer, Integer> rdd =
        context.parallelizePairs(List.of(new Tuple2<>(1, 1), new Tuple2<>(1, 1)), 2);

    assertThat(
            rdd.filter(p -> true).sample(false, 1, 1).repartition(2).coalesce(1).keys().collect())
        .containsExactly(1, 1);
    assertThat(rdd.distinct().collectAsMap()).isEqualTo(Map.of(1, 1));
    assertThat(rdd.persist().cache().unpersist()).isSameAs(rdd);
    assertThat(PairRDD.fromRDD(rdd)).isSameAs(rdd);
    assertThat(PairRDD.fromRDD(rdd.toRDD()).values().collect()).containsExactly(1, 1);
    assertThat(Optional.of(rdd.toRDD())).get().isNotInstanceOf(PairRDD.class);
  }

  private static Map<String, List<Integer>> groups(List<Tuple2<String, Integer>> pairs) {
    return pairs.stream()
        .collect(
            Collectors.groupingBy(
                Tuple2::_1,
                LinkedHashMap::new,
                Collectors.mapping(Tuple2::_2, Collectors.toList())));
  }

  private static List<Integer> append(List<Integer> list, Integer value) {
    list.add(value);
    return list;
  }

  private static List<Integer> join(List<Integer> left, List<Integer> right) {
    left.addAll(right);
    return left;
  }
}
