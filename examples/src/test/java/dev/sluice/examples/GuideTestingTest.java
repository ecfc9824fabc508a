package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.dstream.DStream;
import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Tuple2;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingException;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.CrashingProgram;
import dev.sluice.testkit.CrashingStorage;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guide to testing shows. */
class GuideTestingTest {
  @TempDir Path directory;

  // snippet: GuideUnderTest
  /** What the program does, apart from where its records come from and go to. */
  private static PairDStream<String, Integer> totals(DStream<String> names) {
    return names
        .mapToPair(name -> new Tuple2<>(name, 1))
        .<Integer>updateStateByKey((ones, total) -> Optional.of(total.orElse(0) + ones.size()))
        .named("totals");
  }

  // end of snippet

  // snippet: GuideFirstTest
  @Test
  void totals_grow() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      Collected<Tuple2<String, Integer>> totals =
          streams.collect(totals(streams.input(List.of(List.of("eve"), List.of("eve", "ann")))));

      streams.start();
      streams.advance(3);

      assertThat(totals.batches().get(0)).containsExactly(new Tuple2<>("eve", 1));
      assertThat(totals.batches().get(2))
          .containsExactlyInAnyOrder(new Tuple2<>("eve", 2), new Tuple2<>("ann", 1));
    }
  }

  // end of snippet

  // snippet: GuideFailureTest
  @Test
  void a_function_that_fails_fails_the_program() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      streams.input(List.of(List.of("seven"))).map(Integer::parseInt).print();
      streams.start();

      assertThatThrownBy(() -> streams.advance(1))
          .isInstanceOf(StreamingException.class)
          .hasRootCauseInstanceOf(NumberFormatException.class);
    }
  }

  // end of snippet

  // snippet: GuideRestartTest
  @Test
  void totals_go_on_after_a_restart() {
    List<List<String>> batches = List.of(List.of("eve"), List.of("eve"), List.of("eve"));
    StreamingConf conf =
        StreamingConf.empty()
            .set("streaming.checkpoint.directory", directory.toString())
            .set("streaming.checkpoint.interval", "1s");
    try (TestStreams streams = TestStreams.create(conf, Durations.seconds(1))) {
      totals(streams.input(batches)).print();
      streams.start();
      streams.advance(2);
    }

    // A second process, two batch intervals after the beginning.
    try (TestStreams streams = TestStreams.create(conf, Durations.seconds(1), new Time(2_000))) {
      Collected<Tuple2<String, Integer>> totals = streams.collect(totals(streams.input(batches)));
      streams.start();
      streams.advance(1);

      assertThat(totals.batches()).last().isEqualTo(List.of(new Tuple2<>("eve", 3)));
    }
  }

  // end of snippet

  // snippet: GuideCrashTest
  @Test
  void totals_are_right_whatever_call_to_the_disk_crashes() {
    List<List<String>> batches = List.of(List.of("eve"), List.of("ann", "eve"), List.of("eve"));
    StreamingConf conf = StreamingConf.empty().set("streaming.checkpoint.interval", "1s");

    int crashes =
        CrashingStorage.atEveryCall(
            42,
            () ->
                new CrashingProgram(
                    conf,
                    Durations.seconds(1),
                    batches.size(),
                    (streams, outputs) -> outputs.keep("totals", totals(streams.input(batches)))));

    assertThat(crashes).isPositive();
  }
  // end of snippet
}
