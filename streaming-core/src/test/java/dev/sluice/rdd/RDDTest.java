package dev.sluice.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.function.Tuple2;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Transformations compared with plain collections. */
@ParameterizedClass
@EnumSource(RecordingRunner.Place.class)
class RDDTest {
  private static final String INPUTS = "dev.sluice.rdd.Samples#partitionsAndSeeds";
  private final RecordingRunner runner;
  private final RddContext context;

  RDDTest(RecordingRunner.Place place) {
    runner = RecordingRunner.at(place);
    context = new RddContext(runner);
  }

  @AfterEach
  void close() {
    runner.close();
  }

  @ParameterizedTest
  @MethodSource(INPUTS)
  void record_by_record_steps_keep_the_order(int partitions, long seed) {
    List<Integer> numbers = Samples.numbers(seed);
    RDD<Integer> rdd = context.parallelize(numbers, partitions);

    assertThat(rdd.map(n -> n * 2).collect()).isEqualTo(Samples.each(numbers, n -> n * 2));
    assertThat(rdd.filter(n -> n % 3 == 0).collect())
        .isEqualTo(numbers.stream().filter(n -> n % 3 == 0).toList());
    assertThat(rdd.flatMap(n -> List.of(n, -n)).collect())
        .isEqualTo(numbers.stream().flatMap(n -> List.of(n, -n).stream()).toList());
    assertThat(rdd.mapToPair(n -> new Tuple2<>(n % 5, n)).collect())
        .isEqualTo(Samples.each(numbers, n -> new Tuple2<>(n % 5, n)));
    assertThat(rdd.keyBy(n -> n % 5).collect())
        .isEqualTo(Samples.each(numbers, n -> new Tuple2<>(n % 5, n)));
    assertThat(rdd.flatMapToPair(n -> List.of(new Tuple2<>(n, 1), new Tuple2<>(n, 2))).count())
        .isEqualTo(2L * numbers.size());
  }

  @ParameterizedTest
  @MethodSource(INPUTS)
  void partitions_are_contiguous_slices(int partitions, long seed) {
    List<Integer> numbers = Samples.numbers(seed);
    RDD<Integer> rdd = context.parallelize(numbers, partitions);
    List<List<Integer>> slices = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      slices.add(
          numbers.subList(i * numbers.size() / partitions, (i + 1) * numbers.size() / partitions));
    }

    assertThat(rdd.glom().collect()).isEqualTo(slices);
    assertThat(rdd.mapPartitions(records -> List.of(sum(records))).collect())
        .isEqualTo(Samples.each(slices, slice -> sum(slice.iterator())));
    assertThat(
            rdd.mapPartitionsToPair(r -> List.of(new Tuple2<>("sum", sum(r)))).values().collect())
        .isEqualTo(Samples.each(slices, slice -> sum(slice.iterator())));
    assertThat(rdd.mapPartitionsWithIndex((i, r) -> List.of(i).iterator()).collect())
        .isEqualTo(IntStream.range(0, partitions).boxed().toList());
  }

  @ParameterizedTest
  @MethodSource(INPUTS)
  void set_operations_are_those_of_collections(int partitions, long seed) {
    List<Integer> left = Samples.numbers(seed);
    List<Integer> right = Samples.numbers(seed + 77);
    RDD<Integer> rdd = context.parallelize(left, partitions);
    RDD<Integer> other = context.parallelize(right, 3);

    assertThat(rdd.distinct().collect()).containsExactlyInAnyOrderElementsOf(new HashSet<>(left));
    assertThat(rdd.distinct(3).partitions()).isEqualTo(3);
    assertThat(rdd.union(other).collect()).isEqualTo(concat(left, right));
    assertThat(rdd.intersection(other).collect())
        .containsExactlyInAnyOrderElementsOf(
            left.stream().filter(right::contains).collect(Collectors.toSet()));
    assertThat(rdd.subtract(other).collect())
        .containsExactlyInAnyOrderElementsOf(
            left.stream().filter(n -> !right.contains(n)).toList());
    assertThat(rdd.cartesian(other).collect())
        .containsExactlyInAnyOrderElementsOf(
            left.stream().flatMap(a -> right.stream().map(b -> new Tuple2<>(a, b))).toList());
  }

  @ParameterizedTest
  @MethodSource(INPUTS)
  void zips_go_by_position(int partitions, long seed) {
    List<Integer> numbers = Samples.numbers(seed);
    RDD<Integer> rdd = context.parallelize(numbers, partitions);
    RDD<Integer> doubled = rdd.map(n -> n * 2);

    assertThat(rdd.zip(doubled).collect())
        .isEqualTo(Samples.each(numbers, n -> new Tuple2<>(n, n * 2)));
    assertThat(rdd.zipPartitions(doubled, (a, b) -> List.of(sum(a) + sum(b))).collect())
        .isEqualTo(rdd.glom().map(slice -> 3 * sum(slice.iterator())).collect());
    assertThat(rdd.zipWithIndex().collect())
        .isEqualTo(
            IntStream.range(0, numbers.size())
                .mapToObj(i -> new Tuple2<>(numbers.get(i), (long) i))
                .toList());
    assertThat(rdd.zipWithUniqueId().values().collect())
        .doesNotHaveDuplicates()
        .hasSize(numbers.size());
  }

  @ParameterizedTest
  @MethodSource(INPUTS)
  void every_number_of_partitions_holds_the_same_records(int partitions, long seed) {
    List<Integer> numbers = Samples.numbers(seed);
    RDD<Integer> rdd = context.parallelize(numbers, partitions);

    for (int n = 1; n <= 8; n++) {
      RDD<Integer> coalesced = rdd.coalesce(n);
      assertThat(coalesced.partitions()).isEqualTo(Math.min(n, partitions));
      assertThat(coalesced.collect()).isEqualTo(numbers);
      RDD<Integer> dealt = rdd.repartition(n);
      assertThat(dealt.partitions()).isEqualTo(n);
      assertThat(dealt.collect()).containsExactlyInAnyOrderElementsOf(numbers);
    }
  }

  @ParameterizedTest
  @MethodSource(INPUTS)
  void sorts_over_all_partitions(int partitions, long seed) {
    List<Integer> numbers = Samples.numbers(seed);
    RDD<Integer> rdd = context.parallelize(numbers, partitions);
    List<Integer> ascending = numbers.stream().sorted().toList();
    List<Integer> descending = numbers.stream().sorted(Comparator.reverseOrder()).toList();

    assertThat(rdd.sortBy(n -> n, true, 4).collect()).isEqualTo(ascending);
    assertThat(rdd.sortBy(n -> n, false, partitions).collect()).isEqualTo(descending);
    assertThat(rdd.sortBy(n -> n, true, 4).partitions()).isEqualTo(4);
  }

  @ParameterizedTest
  @MethodSource(INPUTS)
  void groups_hold_records_in_order_of_arrival(int partitions, long seed) {
    List<Integer> numbers = Samples.numbers(seed);

    Map<Integer, Iterable<Integer>> groups =
        context.parallelize(numbers, partitions).groupBy(n -> n % 4).collectAsMap();

    assertThat(groups).isEqualTo(numbers.stream().collect(Collectors.groupingBy(n -> n % 4)));
  }

  @Test
  void partitions_keep_their_numbers_below_a_union() {
    RDD<Integer> rdd = context.parallelize(List.of(1, 2, 3), 3);
    RDD<Integer> numbers = rdd.mapPartitionsWithIndex((i, records) -> List.of(i).iterator());

    assertThat(numbers.union(numbers).collect()).containsExactly(0, 1, 2, 0, 1, 2);
    assertThat(rdd.union(rdd.zipWithIndex().keys()).coalesce(2).count()).isEqualTo(6);
  }

  @Test
  void unique_ids_deal_numbers_by_partition() {
    RDD<String> rdd = context.parallelize(List.of("a", "b", "c", "d", "e"), 3);

    assertThat(rdd.zipWithUniqueId().collectAsMap())
        .isEqualTo(Map.of("a", 0L, "b", 1L, "c", 4L, "d", 2L, "e", 5L));
  }

  @Test
  void repartition_deals_in_turn_from_a_start_that_never_changes() {
    RDD<Integer> rdd = context.parallelize(IntStream.range(0, 100).boxed().toList(), 2);

    List<List<Integer>> dealt = rdd.repartition(5).glom().collect();

    assertThat(dealt).allSatisfy(partition -> assertThat(partition).hasSize(20));
    assertThat(rdd.repartition(5).glom().collect()).isEqualTo(dealt);
  }

  @Test
  void sampling_depends_on_the_seed_alone() {
    List<Integer> numbers = IntStream.range(0, 10_000).boxed().toList();
    RDD<Integer> rdd = context.parallelize(numbers, 4);

    List<Integer> sample = rdd.sample(false, 0.3, 42).collect();
    List<Integer> repeated = rdd.sample(true, 2.5, 42).collect();

    assertThat(sample).isSubsetOf(numbers).doesNotHaveDuplicates().isSorted();
    assertThat(sample.size()).isBetween(2_700, 3_300);
    assertThat(rdd.sample(false, 0.3, 42).collect()).isEqualTo(sample);
    assertThat(rdd.sample(false, 0.3, 43).collect()).isNotEqualTo(sample);
    assertThat(repeated.size()).isBetween(24_000, 26_000);
    assertThat(rdd.sample(false, 1, 1).collect()).isEqualTo(numbers);
    assertThat(rdd.sample(true, 0, 1).collect()).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> rdd.sample(false, 1.5, 1));
  }

  @Test
  void records_of_unequal_partitions_are_not_zipped() {
    RDD<Integer> two = context.parallelize(List.of(1, 2), 1);

    assertThatThrownBy(() -> two.zip(context.parallelize(List.of(1), 1)).collect())
        .isInstanceOf(JobException.class)
        .hasCauseInstanceOf(IllegalStateException.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> two.zip(context.parallelize(List.of(1, 2), 2)))
        .withMessageContaining("found 1 and 2");
  }

  @Test
  void a_slice_cannot_be_changed_through_its_iterator() {
    RDD<Integer> rdd = context.parallelize(List.of(1, 2), 1);

    RDD<Integer> removing =
        rdd.mapPartitions(
            records -> {
              records.next();
              records.remove();
              return List.of();
            });

    assertThat(rdd.collect()).containsExactly(1, 2);
    assertThat(removing.partitions()).isEqualTo(1);
  }

  @Test
  void emptiness_is_known_without_running() {
    RDD<Integer> none = context.emptyRDD();
    PairRDD<Integer, Integer> pairs = none.mapToPair(n -> new Tuple2<>(n, n));

    assertThat(none.knownEmpty()).isTrue();
    assertThat(pairs.reduceByKey(Integer::sum, 4).join(pairs).mapValues(v -> 1).knownEmpty())
        .isTrue();
    assertThat(none.union(none).repartition(3).distinct().filter(n -> n > 1).knownEmpty()).isTrue();
    assertThat(none.union(context.parallelize(List.of(1), 1)).knownEmpty()).isFalse();
    assertThat(pairs.groupByKey(2).glom().knownEmpty()).isFalse();
    assertThat(pairs.groupByKey(2).mapPartitions(r -> List.of(1)).knownEmpty()).isFalse();
    assertThat(pairs.reduceByKey(Integer::sum, 4).collect()).isEmpty();
    assertThat(runner.partitionsRun()).isEmpty();
  }

  @Test
  void the_storage_level_is_set_once_until_it_is_taken_back() {
    RDD<Integer> rdd = context.parallelize(List.of(1), 1).cache();

    assertThat(rdd.storageLevel()).isEqualTo(StorageLevel.MEMORY_ONLY);
    assertThatThrownBy(() -> rdd.persist(StorageLevel.DISK_ONLY))
        .isInstanceOf(IllegalStateException.class);
    assertThat(rdd.unpersist().persist(StorageLevel.DISK_ONLY).storageLevel())
        .isEqualTo(StorageLevel.DISK_ONLY);
    assertThat(runner.unpersisted()).containsExactly(rdd.id());
  }

  @Test
  void fewer_than_one_partition_is_refused() {
    RDD<Integer> rdd = context.parallelize(List.of(1), 1);

    assertThatIllegalArgumentException().isThrownBy(() -> context.parallelize(List.of(1), 0));
    assertThatIllegalArgumentException().isThrownBy(() -> rdd.coalesce(0));
    assertThatIllegalArgumentException().isThrownBy(() -> rdd.repartition(0));
    assertThatIllegalArgumentException().isThrownBy(() -> rdd.distinct(0));
  }

  private static int sum(Iterator<Integer> numbers) {
    int sum = 0;
    while (numbers.hasNext()) {
      sum += numbers.next();
    }
    return sum;
  }

  private static <T> List<T> concat(Collection<T> left, Collection<T> right) {
    List<T> all = new ArrayList<>(left);
    all.addAll(right);
    return all;
  }
}
