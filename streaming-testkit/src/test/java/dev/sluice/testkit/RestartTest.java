package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.function.Tuple2;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Programs that are stopped or crash and start again on the same checkpoint directory. */
class RestartTest {
  private static final List<List<String>> WORDS =
      List.of(
          List.of("a"),
          List.of("a", "b"),
          List.of("a"),
          List.of("b"),
          List.of("a"),
          List.of("c"),
          List.of("a"),
          List.of());

  private final CrashingStorage storage = new CrashingStorage(1);

  private static StreamingConf everyBatch() {
    return new StreamingConf().set("streaming.checkpoint.interval", "1s");
  }

  private Collected<Tuple2<String, Integer>> counts(TestStreams streams) {
    streams.context().checkpoint(storage);
    return streams.collect(
        streams
            .input(WORDS)
            .mapToPair(word -> new Tuple2<>(word, 1))
            .<Integer>updateStateByKey(
                (values, state) -> Optional.of(state.orElse(0) + values.size())));
  }

  @Test
  void a_state_goes_on_and_missed_batches_run_on_the_old_grid() {
    try (TestStreams first = TestStreams.create(everyBatch(), Durations.seconds(1))) {
      Collected<Tuple2<String, Integer>> counts = counts(first);
      first.start();
      first.advance(3);
      assertThat(counts.times()).containsExactly(new Time(1000), new Time(2000), new Time(3000));
    }
    try (TestStreams second = TestStreams.create(everyBatch(), Durations.seconds(1))) {
      second.clock().advance(Durations.milliseconds(5_500));
      Collected<Tuple2<String, Integer>> counts = counts(second);
      second.start();
      second.advance(1);
      assertThat(counts.times()).containsExactly(new Time(4000), new Time(5000), new Time(6000));
      assertThat(counts.batches().get(2))
          .containsExactlyInAnyOrder(
              new Tuple2<>("a", 4), new Tuple2<>("b", 2), new Tuple2<>("c", 1));
    }
  }
}
