package dev.sluice.testkit.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sluice.dstream.DStream;
import dev.sluice.dstream.InputDStream;
import dev.sluice.rdd.RDD;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Slices of what a stream has had. */
class SliceTest {
  private static final List<List<Integer>> INPUT =
      List.of(List.of(1), List.of(2), List.of(3), List.of(4));

  @Test
  void both_ends_belong_to_a_slice_and_are_floored_to_the_grid() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      streams.context().remember(Durations.seconds(10));
      InputDStream<Integer> input = streams.input(INPUT);
      input.foreachRDD(rdd -> rdd.count());
      streams.start();
      streams.advance(4);

      assertThat(records(input.slice(new Time(0), new Time(1_000)))).containsExactly(1);
      assertThat(records(input.slice(new Time(2_000), new Time(4_000)))).containsExactly(2, 3, 4);
      assertThat(records(input.slice(new Time(2_700), new Time(3_999)))).containsExactly(2, 3);
      assertThat(input.slice(new Time(4_000), new Time(2_000))).isEmpty();
    }
  }

  @Test
  void what_no_output_has_needed_is_computed() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      streams.context().remember(Durations.seconds(10));
      InputDStream<Integer> input = streams.input(INPUT);
      DStream<Integer> slow =
          input.map(n -> n * 10).window(Durations.seconds(2), Durations.seconds(2));
      slow.foreachRDD(rdd -> rdd.count());
      streams.start();
      streams.advance(4);

      assertThat(records(slow.slice(new Time(0), new Time(3_000)))).containsExactly(10, 20);
      assertThat(slow.compute(new Time(3_000))).isEmpty();
    }
  }

  @Test
  void a_batch_to_come_is_no_part_of_a_slice_and_loses_nothing() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      InputDStream<Integer> input = streams.input(INPUT);
      DStream<Integer> windowed = input.window(Durations.seconds(2));
      Collected<Integer> output = streams.collect(windowed);
      streams.start();
      streams.advance(1);

      assertThat(records(input.slice(new Time(1_000), new Time(4_000)))).containsExactly(1);
      assertThat(windowed.compute(new Time(2_000))).isEmpty();
      streams.advance(1);

      assertThat(output.batches()).containsExactly(List.of(1), List.of(1, 2));
    }
  }

  @Test
  void batches_that_are_forgotten_are_no_part_of_a_slice() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      InputDStream<Integer> input = streams.input(INPUT);
      input.foreachRDD(rdd -> rdd.count());
      streams.start();
      streams.advance(4);

      assertThat(records(input.slice(new Time(1_000), new Time(4_000)))).containsExactly(4);
      assertThat(input.compute(new Time(1_000))).isEmpty();
    }
  }

  @Test
  void before_the_start_there_is_nothing_to_slice() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      InputDStream<Integer> input = streams.input(INPUT);

      assertThatIllegalStateException()
          .isThrownBy(() -> input.slice(new Time(0), new Time(1_000)))
          .withMessageContaining("has not been initialized");
    }
  }

  private static List<Integer> records(List<RDD<Integer>> datasets) {
    return datasets.stream().flatMap(rdd -> rdd.collect().stream()).toList();
  }
}
