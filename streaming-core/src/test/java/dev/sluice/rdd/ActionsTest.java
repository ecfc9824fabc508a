package dev.sluice.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Actions compared with plain collections. */
@ParameterizedClass
@EnumSource(RecordingRunner.Place.class)
class ActionsTest {
  private static final String INPUTS = "dev.sluice.rdd.Samples#partitionsAndSeeds";
  private final RecordingRunner runner;
  private final RddContext context;

  ActionsTest(RecordingRunner.Place place) {
    runner = RecordingRunner.at(place);
    context = new RddContext(runner);
  }

  @AfterEach
  void close() {
    runner.close();
  }

  @ParameterizedTest
  @MethodSource(INPUTS)
  void folds_are_those_of_a_loop(int partitions, long seed) {
    List<Integer> numbers = Samples.numbers(seed);
    RDD<Integer> rdd = context.parallelize(numbers, partitions);
    int sum = numbers.stream().mapToInt(n -> n).sum();

    assertThat(rdd.fold(0, Integer::sum)).isEqualTo(sum);
    assertThat(rdd.aggregate("", (s, n) -> s + n, String::concat))
        .isEqualTo(numbers.stream().map(String::valueOf).collect(Collectors.joining()));
    for (int depth = 1; depth <= 3; depth++) {
      assertThat(rdd.treeAggregate(0L, Long::sum, Long::sum, depth)).isEqualTo(sum);
      if (!numbers.isEmpty()) {
        assertThat(rdd.treeReduce(Integer::sum, depth)).isEqualTo(sum);
      }
    }
    if (!numbers.isEmpty()) {
      assertThat(rdd.reduce(Integer::sum)).isEqualTo(sum);
    }
  }

  @ParameterizedTest
  @MethodSource(INPUTS)
  void counts_and_extremes_are_those_of_collections(int partitions, long seed) {
    List<Integer> numbers = Samples.numbers(seed);
    RDD<Integer> rdd = context.parallelize(numbers, partitions);
    List<Integer> sorted = numbers.stream().sorted().toList();

    assertThat(rdd.count()).isEqualTo(numbers.size());
    assertThat(rdd.isEmpty()).isEqualTo(numbers.isEmpty());
    assertThat(rdd.countByValue())
        .isEqualTo(
            numbers.stream()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())));
    for (int n = 0; n < 70; n += 7) {
      int most = Math.min(n, numbers.size());
      assertThat(rdd.take(n)).isEqualTo(numbers.subList(0, most));
      assertThat(rdd.takeOrdered(n)).isEqualTo(sorted.subList(0, most));
      List<Integer> top = new ArrayList<>(sorted.subList(sorted.size() - most, sorted.size()));
      Collections.reverse(top);
      assertThat(rdd.top(n)).isEqualTo(top);
    }
    if (!numbers.isEmpty()) {
      assertThat(rdd.first()).isEqualTo(numbers.get(0));
      assertThat(rdd.max(Comparator.naturalOrder())).isEqualTo(Collections.max(numbers));
      assertThat(rdd.min(Comparator.naturalOrder())).isEqualTo(Collections.min(numbers));
    }
  }

  @ParameterizedTest
  @MethodSource(INPUTS)
  void every_record_is_visited_once(int partitions, long seed) {
    List<Integer> numbers = Samples.numbers(seed);
    RDD<Integer> rdd = context.parallelize(numbers, partitions);
    List<Integer> visited = Collections.synchronizedList(new ArrayList<>());
    List<Integer> inPartitions = Collections.synchronizedList(new ArrayList<>());
    List<Integer> local = new ArrayList<>();

    rdd.foreach(visited::add);
    rdd.foreachPartition(records -> records.forEachRemaining(inPartitions::add));
    rdd.toLocalIterator().forEachRemaining(local::add);

    assertThat(visited).containsExactlyInAnyOrderElementsOf(numbers);
    assertThat(inPartitions).containsExactlyInAnyOrderElementsOf(numbers);
    assertThat(local).isEqualTo(numbers);
  }

  @Test
  void take_computes_one_partition_then_four_times_as_many() {
    RDD<Integer> rdd = context.parallelize(IntStream.range(0, 40).boxed().toList(), 40);

    assertThat(rdd.take(1)).containsExactly(0);
    assertThat(runner.partitionsRun()).containsExactly(0);
    assertThat(rdd.take(3)).containsExactly(0, 1, 2);
    assertThat(runner.partitionsRun()).containsExactly(0, 0, 1, 2, 3, 4);
    assertThat(rdd.take(6)).hasSize(6);
    assertThat(runner.partitionsRun()).hasSize(6 + 25);
  }

  @Test
  void a_local_iterator_runs_partitions_as_they_are_reached() {
    Iterator<Integer> records = context.parallelize(List.of(1, 2, 3), 3).toLocalIterator();

    assertThat(records.next()).isEqualTo(1);
    assertThat(runner.partitionsRun()).containsExactly(0);
  }

  @Test
  void a_mutable_zero_is_copied_for_each_partition() {
    RDD<Integer> rdd = context.parallelize(List.of(1, 2, 3, 4), 3);
    List<Integer> zero = new ArrayList<>();

    List<Integer> all =
        rdd.aggregate(
            zero,
            (list, n) -> {
              list.add(n);
              return list;
            },
            (left, right) -> {
              left.addAll(right);
              return left;
            });

    assertThat(all).containsExactly(1, 2, 3, 4);
    assertThat(zero).isEmpty();
  }

  @Test
  void an_empty_dataset_has_nothing_to_reduce() {
    for (RDD<Integer> none :
        List.of(context.<Integer>emptyRDD(), context.<Integer>parallelize(List.of(), 3))) {
      assertThatExceptionOfType(NoSuchElementException.class)
          .isThrownBy(() -> none.reduce(Integer::sum))
          .withMessage("Cannot reduce: the dataset is empty");
      assertThatExceptionOfType(NoSuchElementException.class)
          .isThrownBy(() -> none.treeReduce(Integer::sum));
      assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(none::first);
      assertThatExceptionOfType(NoSuchElementException.class)
          .isThrownBy(() -> none.max(Comparator.naturalOrder()));
      assertThat(none.fold(7, Integer::sum)).isIn(7, 28);
      assertThat(none.isEmpty()).isTrue();
      assertThat(none.take(3)).isEmpty();
    }
  }

  @Test
  void what_a_function_throws_is_the_cause() {
    RDD<Integer> rdd = context.parallelize(List.of(1, 2), 2);

    assertThatExceptionOfType(JobException.class)
        .isThrownBy(
            () ->
                rdd.reduce(
                    (a, b) -> {
                      throw new IOException("no");
                    }))
        .withCauseInstanceOf(IOException.class);
    assertThatIllegalArgumentException().isThrownBy(() -> rdd.take(-1));
  }
}
