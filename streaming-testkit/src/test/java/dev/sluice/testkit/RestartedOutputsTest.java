package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.dstream.DStream;
import dev.sluice.function.Tuple2;
import dev.sluice.rdd.HashPartitioner;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingException;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which outputs a program that starts again calls, and what they may ask streams for. */
class RestartedOutputsTest {
  private static final List<List<String>> LETTERS =
      List.of(List.of("a"), List.of("b"), List.of("c"), List.of("d"), List.of("e"));

  private final CrashingStorage storage = new CrashingStorage(1);

  private TestStreams program(int fromSeconds, int checkpointSeconds) {
    StreamingConf conf =
        new StreamingConf().set("streaming.checkpoint.interval", checkpointSeconds + "s");
    TestStreams streams = TestStreams.create(conf, Durations.seconds(1));
    streams.clock().advance(Durations.seconds(fromSeconds));
    streams.context().checkpoint(storage);
    return streams;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void only_the_output_that_failed_runs_again(int checkpointSeconds) {
    List<Time> left = new ArrayList<>();
    List<Time> right = new ArrayList<>();
    try (TestStreams first = program(0, checkpointSeconds)) {
      outputs(first, left, right, true);
      first.start();
      first.advance(1);
      assertThatExceptionOfType(StreamingException.class).isThrownBy(() -> first.advance(1));
    }
    try (TestStreams second = program(2, checkpointSeconds)) {
      outputs(second, left, right, false);
      second.start();
      second.advance(1);
    }

    assertThat(left).containsExactly(new Time(1000), new Time(2000), new Time(3000));
    assertThat(right).containsExactly(new Time(1000), new Time(2000), new Time(3000));
  }

  private static void outputs(
      TestStreams streams, List<Time> left, List<Time> right, boolean secondFails) {
    DStream<String> letters = streams.input(LETTERS);
    letters.foreachRDD(
        (rdd, time) -> {
          rdd.collect();
          left.add(time);
        });
    letters.foreachRDD(
        (rdd, time) -> {
          if (secondFails && time.equals(new Time(2000))) {
            throw new IllegalStateException("the sink is away");
          }
          right.add(time);
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void a_slice_has_the_batches_of_before(int checkpointSeconds) {
    for (int from = 0; from < 5; from++) {
      List<List<String>> slices = new ArrayList<>();
      try (TestStreams streams = program(from, checkpointSeconds)) {
        streams.context().remember(Durations.seconds(3));
        DStream<String> letters = streams.input(LETTERS).map(letter -> letter + letter);
        letters.foreachRDD(
            (rdd, time) ->
                slices.add(
                    letters.slice(time.minus(Durations.seconds(2)), time).stream()
                        .flatMap(each -> each.collect().stream())
                        .toList()));
        streams.start();
        streams.advance(1);
      }
      List<String> expected = List.of("aa", "bb", "cc", "dd", "ee");
      assertThat(slices).containsExactly(expected.subList(Math.max(0, from - 2), from + 1));
    }
  }

  @Test
  void an_initial_state_is_not_applied_again_to_a_state_without_keys() {
    for (int from = 0; from < 3; from++) {
      try (TestStreams streams = program(from, 1)) {
        var initial =
            streams.context().rddContext().parallelizePairs(List.of(new Tuple2<>("a", 8)), 1);
        Collected<Tuple2<String, Integer>> states =
            streams.collect(
                streams
                    .input(List.of(List.<Tuple2<String, Integer>>of()))
                    .mapToPair(pair -> pair)
                    .<Integer>updateStateByKey(
                        (values, state) -> state.filter(sum -> sum > 7).map(sum -> sum - 1),
                        new HashPartitioner(2),
                        initial));
        streams.start();
        streams.advance(1);
        List<Tuple2<String, Integer>> once = List.of(new Tuple2<>("a", 7));
        assertThat(states.records()).isEqualTo(from == 0 ? once : List.of());
      }
    }
  }
}
