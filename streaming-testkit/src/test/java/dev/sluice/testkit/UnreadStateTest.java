package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Tuple2;
import dev.sluice.state.State;
import dev.sluice.state.StateSpec;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** States that not every batch has a job for. */
class UnreadStateTest {
  private static final int BATCHES = 12;
  private static final int EACH = 4;

  private enum Kind {
    UPDATED(ones -> ones.updateStateByKey((values, sum) -> sum(values, sum))),
    MAPPED(
        ones ->
            ones.mapWithState(
                    StateSpec.function(
                        (String key, Optional<Integer> one, State<Integer> sum) -> {
                          sum.update(sum.getOption().orElse(0) + one.orElse(0));
                          return key;
                        }))
                .stateSnapshots()),
    INVERSE(
        ones ->
            ones.reduceByKeyAndWindow(
                (a, b) -> a + b,
                (a, b) -> a - b,
                Durations.seconds(BATCHES),
                Durations.seconds(1)));

    private final UnaryOperator<PairDStream<String, Integer>> sums;

    Kind(UnaryOperator<PairDStream<String, Integer>> sums) {
      this.sums = sums;
    }

    private static Optional<Integer> sum(List<Integer> values, Optional<Integer> sum) {
      return Optional.of(sum.orElse(0) + values.stream().mapToInt(each -> each).sum());
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_state_that_is_read_once_in_a_while_has_all_batches(Kind kind) {
    List<Tuple2<String, Integer>> read = Collections.synchronizedList(new ArrayList<>());
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      PairDStream<String, Integer> ones =
          streams
              .input(Collections.nCopies(BATCHES, List.of("a")))
              .mapToPair(word -> new Tuple2<>(word, 1));
      kind.sums
          .apply(ones)
          .foreachRDD(
              (rdd, time) -> {
                if (time.minus(new Time(0)).toSeconds() % EACH == 1) {
                  read.addAll(rdd.collect());
                }
              });
      streams.start();
      streams.advance(BATCHES);
    }
    assertThat(read)
        .containsExactly(new Tuple2<>("a", 1), new Tuple2<>("a", 5), new Tuple2<>("a", 9));
  }
}
