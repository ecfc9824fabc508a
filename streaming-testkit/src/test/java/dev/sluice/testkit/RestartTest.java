package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.function.Tuple2;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.util.ArrayList;
import java.util.Comparator;
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

  private static final Comparator<Tuple2<String, Integer>> BY_TEXT =
      Comparator.comparing(Tuple2::toString);

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

  @Test
  void a_window_over_a_state_has_the_slices_of_before() {
    List<List<Tuple2<String, Integer>>> whole = windows(8, 8);
    for (int stop = 1; stop < 8; stop++) {
      assertThat(windows(stop, 8)).as("stopped after %d", stop).isEqualTo(whole);
    }
  }

  /** The last batch of windows of three states, of a program that is stopped and started again. */
  private List<List<Tuple2<String, Integer>>> windows(int stop, int batches) {
    CrashingStorage own = new CrashingStorage(1);
    List<List<Tuple2<String, Integer>>> all = new ArrayList<>();
    for (int from = 0; from < batches; from = from == 0 ? stop : batches) {
      try (TestStreams streams = TestStreams.create(everyBatch(), Durations.seconds(1))) {
        streams.clock().advance(Durations.seconds(from));
        streams.context().checkpoint(own);
        Collected<Tuple2<String, Integer>> windows =
            streams.collect(
                streams
                    .input(WORDS)
                    .mapToPair(word -> new Tuple2<>(word, 1))
                    .<Integer>updateStateByKey(
                        (values, state) -> Optional.of(state.orElse(0) + values.size()))
                    .window(Durations.seconds(3)));
        streams.start();
        streams.advance(from == 0 ? stop : batches - stop);
        windows.batches().forEach(batch -> all.add(batch.stream().sorted(BY_TEXT).toList()));
      }
    }
    return all;
  }
}
