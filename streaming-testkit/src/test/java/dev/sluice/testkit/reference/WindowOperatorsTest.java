package dev.sluice.testkit.reference;

import static dev.sluice.testkit.reference.Batches.pair;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.function.Tuple2;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Windows on the data of the reference; those that begin before zero time are shorter. */
class WindowOperatorsTest {
  private static final Duration ONE = Durations.seconds(1);
  private static final Duration TWO = Durations.seconds(2);
  private static final Duration THREE = Durations.seconds(3);
  private static final Duration FOUR = Durations.seconds(4);
  private static final List<List<Integer>> NUMBERS =
      List.of(List.of(1, 2, 3), List.of(4, 5, 6), List.of(7, 8, 9));
  private static final List<List<Integer>> SINGLES =
      List.of(List.of(0), List.of(1), List.of(2), List.of(3), List.of(4), List.of(5));
  private static final List<List<Tuple2<String, Integer>>> SLIDING =
      List.of(
          List.of(pair("a", 1)),
          List.of(pair("a", 2)),
          List.of(pair("a", 3)),
          List.of(pair("a", 4)),
          List.of(pair("a", 5)),
          List.of(pair("a", 6)),
          List.of(),
          List.of());

  @Test
  void a_window_of_two_batches_slides_with_every_batch() {
    assertThat(Batches.of(NUMBERS, 4, stream -> stream.window(TWO)))
        .containsExactly(
            List.of(1, 2, 3),
            List.of(1, 2, 3, 4, 5, 6),
            List.of(4, 5, 6, 7, 8, 9),
            List.of(7, 8, 9));
  }

  @Test
  void a_window_of_four_batches_slides_by_two() {
    List<List<Integer>> six =
        List.of(
            List.of(1, 2, 3),
            List.of(4, 5, 6),
            List.of(7, 8, 9),
            List.of(10, 11, 12),
            List.of(13, 14, 15),
            List.of(16, 17, 18));

    assertThat(Batches.of(six, 8, stream -> stream.window(FOUR, TWO)))
        .containsExactly(range(1, 6), range(1, 12), range(7, 18), range(13, 18));
  }

  @Test
  void windows_may_be_tumbling_apart_or_larger_than_their_slide() {
    assertThat(Batches.of(SINGLES, stream -> stream.window(TWO, TWO)))
        .containsExactly(List.of(0, 1), List.of(2, 3), List.of(4, 5));
    assertThat(Batches.of(SINGLES, stream -> stream.window(TWO, THREE)))
        .containsExactly(List.of(1, 2), List.of(4, 5));
    assertThat(Batches.of(SINGLES, stream -> stream.window(FOUR, TWO)))
        .containsExactly(List.of(0, 1), range(0, 3), range(2, 5));
  }

  @Test
  void results_appear_at_multiples_of_the_slide_after_zero() {
    try (TestStreams streams = TestStreams.create(ONE)) {
      Collected<Integer> output = streams.collect(streams.input(SINGLES).window(TWO, THREE));
      streams.start();
      streams.advance(7);

      assertThat(output.times()).containsExactly(new Time(3_000), new Time(6_000));
    }
  }

  @Test
  void reduce_by_window_gives_6_21_39_24_in_both_forms() {
    assertThat(Batches.of(NUMBERS, 4, stream -> stream.reduceByWindow(Integer::sum, TWO, ONE)))
        .containsExactly(List.of(6), List.of(21), List.of(39), List.of(24));
    assertThat(
            Batches.of(
                NUMBERS,
                4,
                stream -> stream.reduceByWindow(Integer::sum, (all, left) -> all - left, TWO, ONE)))
        .containsExactly(List.of(6), List.of(21), List.of(39), List.of(24));
  }

  @Test
  void count_by_window_goes_down_to_0_but_says_nothing_before_the_first_record() {
    List<List<Integer>> input =
        List.of(List.of(1), List.of(1), List.of(1, 2), List.of(0), List.of(), List.of());

    assertThat(Batches.of(input, stream -> stream.countByWindow(TWO, ONE)))
        .containsExactly(
            List.of(1L), List.of(2L), List.of(3L), List.of(3L), List.of(1L), List.of(0L));
    assertThat(Batches.of(List.of(List.of(), List.of(1)), stream -> stream.countByWindow(TWO, ONE)))
        .containsExactly(List.of(), List.of(1L));
  }

  @Test
  void count_by_value_and_window_drops_values_that_are_gone() {
    assertThat(
            Batches.of(
                List.of(List.of("hello", "world"), List.of("hello", "moon"), List.of("hello")),
                4,
                stream ->
                    stream.countByValueAndWindow(TWO, ONE).transformToPair(rdd -> rdd.sortByKey())))
        .containsExactly(
            List.of(pair("hello", 1L), pair("world", 1L)),
            List.of(pair("hello", 2L), pair("moon", 1L), pair("world", 1L)),
            List.of(pair("hello", 2L), pair("moon", 1L)),
            List.of(pair("hello", 1L)));
  }

  @Test
  void group_by_key_and_window_joins_the_groups_of_batches() {
    assertThat(
            Batches.ofPairs(
                List.of(
                    List.of(pair("california", "dodgers"), pair("new york", "mets")),
                    List.of(pair("california", "giants"))),
                3,
                pairs -> pairs.groupByKeyAndWindow(TWO, ONE).mapValues(Object::toString)))
        .containsExactly(
            List.of(pair("california", "[dodgers]"), pair("new york", "[mets]")),
            List.of(pair("california", "[dodgers, giants]"), pair("new york", "[mets]")),
            List.of(pair("california", "[giants]")));
  }

  @Test
  void reduce_by_key_and_window_sees_the_windows_alone() {
    assertThat(
            Batches.ofPairs(
                List.of(
                    List.of(pair("california", 1), pair("california", 3), pair("new york", 1)),
                    List.of(pair("california", 5), pair("new york", 3))),
                3,
                pairs -> pairs.reduceByKeyAndWindow(Integer::sum, TWO, ONE)))
        .containsExactly(
            List.of(pair("california", 4), pair("new york", 1)),
            List.of(pair("california", 9), pair("new york", 4)),
            List.of(pair("california", 5), pair("new york", 3)));
  }

  @Test
  void the_inverse_form_keeps_keys_whose_values_have_left() {
    assertThat(
            Batches.ofPairs(
                List.of(List.of(pair("a", 1)), List.of(), List.of(pair("b", 2)), List.of()),
                pairs ->
                    pairs
                        .reduceByKeyAndWindow(Integer::sum, (all, left) -> all - left, TWO, ONE)
                        .transformToPair(rdd -> rdd.sortByKey())))
        .containsExactly(
            List.of(pair("a", 1)),
            List.of(pair("a", 1)),
            List.of(pair("a", 0), pair("b", 2)),
            List.of(pair("a", 0), pair("b", 2)));
  }

  @Test
  void a_filter_drops_them() {
    assertThat(
            Batches.ofPairs(
                List.of(List.of(pair("a", 1)), List.of(), List.of(pair("b", 2)), List.of()),
                pairs ->
                    pairs.reduceByKeyAndWindow(
                        Integer::sum, (all, left) -> all - left, TWO, ONE, 2, p -> p._2() != 0)))
        .containsExactly(
            List.of(pair("a", 1)),
            List.of(pair("a", 1)),
            List.of(pair("b", 2)),
            List.of(pair("b", 2)));
  }

  @Test
  void a_larger_slide_gives_3_10_18_11_in_both_forms() {
    List<List<Tuple2<String, Integer>>> expected =
        List.of(
            List.of(pair("a", 3)),
            List.of(pair("a", 10)),
            List.of(pair("a", 18)),
            List.of(pair("a", 11)));

    assertThat(
            Batches.ofPairs(SLIDING, pairs -> pairs.reduceByKeyAndWindow(Integer::sum, FOUR, TWO)))
        .isEqualTo(expected);
    assertThat(
            Batches.ofPairs(
                SLIDING,
                pairs ->
                    pairs.reduceByKeyAndWindow(Integer::sum, (all, left) -> all - left, FOUR, TWO)))
        .isEqualTo(expected);
  }

  @Test
  void a_window_or_slide_that_is_no_multiple_of_the_streams_slide_is_refused() {
    Duration odd = Durations.milliseconds(1_500);
    try (TestStreams streams = TestStreams.create(ONE)) {
      var stream = streams.input(NUMBERS);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> stream.window(odd))
          .withMessageContaining("found a window of 1500 ms, expected a multiple")
          .withMessageContaining("1000 ms");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> stream.window(TWO, odd))
          .withMessageContaining("found a slide of 1500 ms");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> stream.window(FOUR, TWO).window(THREE))
          .withMessageContaining("2000 ms");
    }
  }

  private static List<Integer> range(int first, int last) {
    return IntStream.rangeClosed(first, last).boxed().toList();
  }
}
