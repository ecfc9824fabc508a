package dev.sluice.testkit.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.dstream.DStream;
import dev.sluice.dstream.ErrorPolicy;
import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Tuple2;
import dev.sluice.listener.StreamingEvent;
import dev.sluice.listener.StreamingListener;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingException;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of records that functions fail on, when they are skipped. */
class OnErrorTest {
  private final TestStreams streams = TestStreams.create(new StreamingConf(), Durations.seconds(1));

  private <T> List<List<T>> run(DStream<T> stream, int batches) {
    try (streams) {
      Collected<T> collected = streams.collect(stream);
      streams.start();
      streams.advance(batches);
      return collected.batches();
    }
  }

  private DStream<String> skipping(List<List<String>> batches, int partitions) {
    return streams.input(batches, partitions).onError(ErrorPolicy.skip());
  }

  @Test
  void bad_records_at_any_place_of_a_batch_are_left_out() {
    DStream<String> lines =
        skipping(
            List.of(
                List.of("x", "1", "2"),
                List.of("1", "x", "2"),
                List.of("1", "2", "x"),
                List.of("x"),
                List.of("x", "y", "z")),
            2);

    assertThat(run(lines.map(Integer::parseInt), 5))
        .containsExactly(List.of(1, 2), List.of(1, 2), List.of(1, 2), List.of(), List.of());
  }

  @Test
  void a_predicate_that_fails_leaves_the_record_out() {
    DStream<String> lines = skipping(List.of(List.of("4", "x", "-4")), 1);

    assertThat(run(lines.filter(line -> Integer.parseInt(line) > 0), 1))
        .containsExactly(List.of("4"));
  }

  @Test
  void a_predicate_without_answer_fails() {
    DStream<String> lines = skipping(List.of(Arrays.asList("4", "x")), 1);

    assertThat(run(lines.filter(line -> Map.of("4", true).get(line)), 1))
        .containsExactly(List.of("4"));
  }

  @Test
  void of_a_record_whose_results_fail_half_way_nothing_remains() {
    DStream<String> lines = skipping(List.of(List.of("1 2", "3 x", "4 x 5", "6")), 2);

    assertThat(run(lines.flatMap(OnErrorTest::lazyNumbers), 1)).containsExactly(List.of(1, 2, 6));
  }

  private static Iterable<Integer> lazyNumbers(String line) {
    return () -> Stream.of(line.split(" ")).map(Integer::parseInt).iterator();
  }

  @Test
  void functions_that_make_pairs_and_those_of_values_are_guarded() {
    DStream<String> lines = skipping(List.of(List.of("a=1", "b", "c=x", "d=2;3")), 1);
    PairDStream<String, String> pairs =
        lines.mapToPair(line -> new Tuple2<>(line.split("=")[0], line.split("=")[1]));
    PairDStream<String, Integer> values =
        pairs.onError(ErrorPolicy.skip()).mapValues(Integer::parseInt);
    PairDStream<String, Integer> all =
        pairs
            .onError(ErrorPolicy.skip())
            .flatMapValues(text -> Stream.of(text.split(";")).map(Integer::parseInt).toList());
    PairDStream<Integer, String> swapped =
        lines.flatMapToPair(
            line -> List.of(new Tuple2<>(Integer.parseInt(line.split("=")[1]), line)));

    List<List<Tuple2<String, Integer>>> united = run(values.union(all).toDStream(), 1);

    assertThat(united)
        .containsExactly(
            List.of(
                new Tuple2<>("a", 1),
                new Tuple2<>("a", 1),
                new Tuple2<>("d", 2),
                new Tuple2<>("d", 3)));
    assertThat(swapped.slideDuration()).isEqualTo(Durations.seconds(1));
  }

  @Test
  void values_under_a_policy_stay_in_the_partitions_of_their_keys() {
    PairDStream<Integer, String> reduced =
        streams
            .input(List.of(List.of(1, 2, 3, 4, 1)))
            .mapToPair(n -> new Tuple2<>(n, "" + n))
            .reduceByKey((a, b) -> a + b, 3);
    PairDStream<Integer, Integer> values =
        reduced.onError(ErrorPolicy.skip()).mapValues(Integer::parseInt);
    List<Boolean> partitioned = Collections.synchronizedList(new ArrayList<>());
    try (streams) {
      values.foreachRDD(rdd -> partitioned.add(rdd.plan().partitioner().isPresent()));
      streams.start();
      streams.advance(1);
    }

    assertThat(partitioned).containsExactly(true);
  }

  @Test
  void a_record_that_exhausts_the_stack_is_a_bad_record() {
    DStream<String> lines = skipping(List.of(List.of("1", "deep", "2")), 1);

    assertThat(run(lines.map(line -> line.equals("deep") ? endless(0) : 1), 1))
        .containsExactly(List.of(1, 1));
  }

  @SuppressWarnings("InfiniteRecursion")
  private static int endless(int depth) {
    return endless(depth + 1) + 1;
  }

  @Test
  void errors_of_the_virtual_machine_fail_the_batch() {
    DStream<String> lines = skipping(List.of(List.of("1")), 1);

    assertThatThrownBy(
            () ->
                run(
                    lines.map(
                        line -> {
                          throw new OutOfMemoryError("none left");
                        }),
                    1))
        .isInstanceOf(StreamingException.class)
        .hasStackTraceContaining("none left");
  }

  @Test
  void without_a_policy_and_in_streams_made_of_one_under_a_policy_a_bad_record_fails_the_batch() {
    DStream<Integer> lengths = skipping(List.of(List.of("x")), 1).map(String::length);

    assertThatThrownBy(() -> run(lengths.map(length -> 1 / (length - 1)), 1))
        .isInstanceOf(StreamingException.class)
        .hasRootCauseInstanceOf(ArithmeticException.class);
  }

  @Test
  void the_policy_to_fail_takes_another_back() {
    DStream<String> lines = skipping(List.of(List.of("x")), 1).onError(ErrorPolicy.fail());

    assertThatThrownBy(() -> run(lines.map(Integer::parseInt), 1))
        .isInstanceOf(StreamingException.class)
        .hasRootCauseInstanceOf(NumberFormatException.class);
  }

  @Test
  void what_the_library_makes_of_a_stream_under_a_policy_is_not_guarded() {
    DStream<String> lines = skipping(List.of(List.of("a", "b")), 1);

    assertThat(run(lines.count(), 1)).containsExactly(List.of(2L));
  }

  private record Counts(List<Map<String, Long>> batches) implements StreamingListener {
    @Override
    public void onBatchCompleted(StreamingEvent.BatchCompleted event) {
      batches.add(event.batchInfo().failedRecords());
    }
  }

  @Test
  void a_record_counts_once_however_many_operations_read_it() {
    Counts counts = new Counts(new ArrayList<>());
    try (streams) {
      DStream<Integer> numbers =
          skipping(List.of(List.of("x", "1", "y"), List.of("2"), List.of("z")), 2)
              .map(Integer::parseInt)
              .named("numbers");
      streams.context().addStreamingListener(counts);
      streams.collect(numbers);
      numbers.foreachRDD(rdd -> assertThat(rdd.take(1)).isNotNull());
      streams.collect(numbers.window(Durations.seconds(2)));
      numbers.union(numbers).foreachRDD(rdd -> assertThat(rdd.collect()).isNotNull());
      streams.start();
      streams.advance(4);
    }

    assertThat(counts.batches())
        .containsExactly(Map.of("numbers", 2L), Map.of(), Map.of("numbers", 1L), Map.of());
  }

  @Test
  void only_what_is_read_counts() {
    Counts counts = new Counts(new ArrayList<>());
    try (streams) {
      streams.context().addStreamingListener(counts);
      skipping(List.of(List.of("x", "1", "2", "y")), 1)
          .map(Integer::parseInt)
          .foreachRDD(rdd -> assertThat(rdd.take(1)).containsExactly(1));
      streams.start();
      streams.advance(1);
    }

    assertThat(counts.batches()).containsExactly(Map.of("map(List stream#0)", 1L));
  }

  @Test
  void a_record_of_a_partition_that_a_failed_attempt_has_kept_counts() {
    Counts counts = new Counts(new ArrayList<>());
    Set<Integer> failedOnce = ConcurrentHashMap.newKeySet();
    StreamingConf conf = new StreamingConf().setMaster("local[2,3]");
    try (TestStreams retrying = TestStreams.create(conf, Durations.seconds(1))) {
      retrying.context().addStreamingListener(counts);
      DStream<Integer> flaky =
          retrying
              .input(List.of(List.of("x", "1", "y", "2")))
              .onError(ErrorPolicy.skip())
              .map(Integer::parseInt)
              .cache()
              .map(
                  number -> {
                    if (failedOnce.add(number)) {
                      throw new IllegalStateException("at first");
                    }
                    return number;
                  });
      Collected<Integer> collected = retrying.collect(flaky);
      retrying.start();
      retrying.advance(1);

      assertThat(collected.records()).containsExactly(1, 2);
    }

    assertThat(counts.batches()).containsExactly(Map.of("map(List stream#0)", 2L));
  }

  @Test
  void guarded_iterators_end_as_others_do() {
    DStream<String> lines = skipping(List.of(List.of("1", "x", "2")), 1);
    DStream<Integer> sums =
        lines
            .map(Integer::parseInt)
            .mapPartitions(
                records -> {
                  int sum = 0;
                  for (Iterator<Integer> left = records; left.hasNext(); ) {
                    sum += left.next();
                  }
                  return List.of(sum);
                });

    assertThat(run(sums, 1)).containsExactly(List.of(3));
  }
}
