package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Tuple2;
import dev.sluice.streaming.StreamingException;
import dev.sluice.time.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InverseWindowTest {
  private static final Duration ONE = Durations.seconds(1);
  private static final Duration TWO = Durations.seconds(2);
  private static final Duration FOUR = Durations.seconds(4);

  private static Tuple2<String, Integer> pair(String key, int value) {
    return new Tuple2<>(key, value);
  }

  private static Set<Tuple2<String, Integer>> set(List<Tuple2<String, Integer>> pairs) {
    return new HashSet<>(pairs);
  }

  @Test
  void a_window_slides_by_what_enters_and_leaves() {
    try (TestStreams streams = TestStreams.create(ONE)) {
      var numbers = streams.input(List.of(List.of(1, 2, 3), List.of(4, 5, 6), List.of(7, 8, 9)));
      var sums = streams.collect(numbers.reduceByWindow(Integer::sum, (a, b) -> a - b, TWO, ONE));
      streams.start();

      streams.advance(4);

      assertThat(sums.batches()).containsExactly(List.of(6), List.of(21), List.of(39), List.of(24));
    }
  }

  @Test
  void a_count_is_missing_before_the_first_record_and_zero_afterwards() {
    try (TestStreams streams = TestStreams.create(ONE)) {
      var records =
          streams.input(
              List.of(
                  List.of(),
                  List.of(1),
                  List.of(1),
                  List.of(1, 2),
                  List.of(0),
                  List.of(),
                  List.of()));
      var counts = streams.collect(records.countByWindow(TWO, ONE));
      streams.start();

      streams.advance(7);

      assertThat(counts.batches())
          .containsExactly(
              List.of(),
              List.of(1L),
              List.of(2L),
              List.of(3L),
              List.of(3L),
              List.of(1L),
              List.of(0L));
    }
  }

  @Test
  void keys_stay_when_their_values_have_left() {
    try (TestStreams streams = TestStreams.create(ONE)) {
      var input =
          PairDStream.of(
              streams.input(
                  List.of(
                      List.of(),
                      List.of(pair("a", 1)),
                      List.of(pair("a", 1), pair("b", 1)),
                      List.of(pair("a", 1), pair("b", 1)),
                      List.of(pair("a", 1)),
                      List.of())));
      var sums =
          streams.collect(input.reduceByKeyAndWindow(Integer::sum, (a, b) -> a - b, TWO, ONE));
      streams.start();

      streams.advance(8);

      assertThat(sums.batches().stream().map(InverseWindowTest::set))
          .containsExactly(
              Set.of(),
              Set.of(pair("a", 1)),
              Set.of(pair("a", 2), pair("b", 1)),
              Set.of(pair("a", 2), pair("b", 2)),
              Set.of(pair("a", 2), pair("b", 1)),
              Set.of(pair("a", 1), pair("b", 0)),
              Set.of(pair("a", 0), pair("b", 0)),
              Set.of(pair("a", 0), pair("b", 0)));
    }
  }

  @Test
  void a_filter_drops_keys() {
    try (TestStreams streams = TestStreams.create(ONE)) {
      var input =
          PairDStream.of(
              streams.input(List.of(List.of(pair("a", 1), pair("b", 2)), List.of(pair("b", 3)))));
      var sums =
          streams.collect(
              input.reduceByKeyAndWindow(
                  Integer::sum, (a, b) -> a - b, TWO, ONE, 1, sum -> sum._2() != 0));
      streams.start();

      streams.advance(4);

      assertThat(sums.batches())
          .containsExactly(
              List.of(pair("a", 1), pair("b", 2)),
              List.of(pair("a", 1), pair("b", 5)),
              List.of(pair("b", 3)),
              List.of());
    }
  }

  @Test
  void a_larger_slide_skips_batches() {
    try (TestStreams streams = TestStreams.create(ONE)) {
      var input =
          streams
              .input(
                  List.of(List.of(1), List.of(2), List.of(3), List.of(4), List.of(5), List.of(6)))
              .mapToPair(value -> new Tuple2<>("a", value));
      var sums =
          streams.collect(input.reduceByKeyAndWindow(Integer::sum, (a, b) -> a - b, FOUR, TWO));
      streams.start();

      streams.advance(8);

      assertThat(sums.records())
          .containsExactly(pair("a", 3), pair("a", 10), pair("a", 18), pair("a", 11));
    }
  }

  @Test
  void values_are_counted_and_dropped_at_zero() {
    try (TestStreams streams = TestStreams.create(ONE)) {
      var words =
          streams.input(
              List.of(List.of("hello", "world"), List.of("hello", "moon"), List.of("hello")));
      var counts = streams.collect(words.countByValueAndWindow(TWO, ONE));
      streams.start();

      streams.advance(5);

      assertThat(counts.batches().stream().map(HashSet::new))
          .containsExactly(
              new HashSet<>(List.of(new Tuple2<>("hello", 1L), new Tuple2<>("world", 1L))),
              new HashSet<>(
                  List.of(
                      new Tuple2<>("hello", 2L),
                      new Tuple2<>("world", 1L),
                      new Tuple2<>("moon", 1L))),
              new HashSet<>(List.of(new Tuple2<>("hello", 2L), new Tuple2<>("moon", 1L))),
              new HashSet<>(List.of(new Tuple2<>("hello", 1L))),
              new HashSet<>());
    }
  }

  @Test
  void values_of_a_window_are_grouped_in_order() {
    try (TestStreams streams = TestStreams.create(ONE)) {
      var input =
          PairDStream.of(
              streams.input(
                  List.of(
                      List.of(pair("a", 1), pair("b", 2)),
                      List.of(pair("a", 3), pair("a", 4)),
                      List.of(pair("b", 5)))));
      var groups = streams.collect(input.groupByKeyAndWindow(TWO, ONE, 1));
      streams.start();

      streams.advance(4);

      assertThat(groups.batches())
          .containsExactly(
              List.of(new Tuple2<>("a", List.of(1)), new Tuple2<>("b", List.of(2))),
              List.of(new Tuple2<>("a", List.of(1, 3, 4)), new Tuple2<>("b", List.of(2))),
              List.of(new Tuple2<>("a", List.of(3, 4)), new Tuple2<>("b", List.of(5))),
              List.of(new Tuple2<>("b", List.of(5))));
    }
  }

  @Test
  void a_key_that_leaves_without_having_been_there_is_an_error() {
    try (TestStreams streams = TestStreams.create(ONE)) {
      var input = PairDStream.of(streams.input(List.of(List.of(pair("a", 1)))));
      streams.collect(
          input.reduceByKeyAndWindow(
              Integer::sum, (a, b) -> a - b, TWO, ONE, 1, sum -> sum._2() > 5));
      streams.start();

      assertThatThrownBy(() -> streams.advance(3))
          .isInstanceOf(StreamingException.class)
          .rootCause()
          .hasMessageContaining("hash consistently");
    }
  }

  @Test
  void windows_and_slides_are_multiples_of_the_streams_slide() {
    try (TestStreams streams = TestStreams.create(TWO)) {
      var numbers = streams.input(List.of(List.of(1)));

      assertThatIllegalArgumentException()
          .isThrownBy(() -> numbers.countByWindow(Durations.seconds(3), TWO));
      assertThatIllegalArgumentException().isThrownBy(() -> numbers.countByWindow(FOUR, ONE));
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "3,1,2", "4,2,3", "2,3,4", "5,2,8", "6,6,5"})
  void any_input_gives_what_the_plain_window_does(int window, int slide, int partitions) {
    long seed = new Random().nextLong();
    System.out.println("InverseWindowTest seed " + seed);
    Random random = new Random(seed);
    List<List<Tuple2<String, Integer>>> batches = new ArrayList<>();
    for (int i = 0; i < 18; i++) {
      List<Tuple2<String, Integer>> batch = new ArrayList<>();
      for (int j = random.nextInt(10); j > 0; j--) {
        batch.add(pair("k" + random.nextInt(8), 1 + random.nextInt(9)));
      }
      batches.add(batch);
    }
    Duration length = Durations.seconds(window);
    Duration step = Durations.seconds(slide);
    try (TestStreams streams = TestStreams.create(ONE)) {
      var input = PairDStream.of(streams.input(batches, partitions));
      var sums =
          streams.collect(
              input.reduceByKeyAndWindow(
                  Integer::sum, (a, b) -> a - b, length, step, partitions, sum -> sum._2() != 0));
      var plain =
          streams.collect(input.reduceByKeyAndWindow(Integer::sum, length, step, partitions));
      streams.start();

      streams.advance(24);

      for (int i = 0; i < 24 / slide; i++) {
        int end = (i + 1) * slide;
        Map<String, Integer> model = new TreeMap<>();
        for (int batch = Math.max(0, end - window); batch < Math.min(end, 18); batch++) {
          batches.get(batch).forEach(record -> model.merge(record._1(), record._2(), Integer::sum));
        }
        List<Tuple2<String, Integer>> expected =
            model.entrySet().stream().map(e -> pair(e.getKey(), e.getValue())).toList();
        assertThat(sums.batches().get(i)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(plain.batches().get(i)).containsExactlyInAnyOrderElementsOf(expected);
      }
    }
  }
}
