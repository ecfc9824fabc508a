package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dstream.DStreamLike;
import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Tuple2;
import dev.sluice.state.StateSpec;
import dev.sluice.time.Durations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** States that outputs look at now and then, or at some partitions of: no batch is lost. */
class SeldomReadStateTest {
  private static final int BATCHES = 60;

  /** What was collected in the batches whose number the given one divides. */
  private static <T> List<T> lastOfEvery(
      int batches, Function<PairDStream<String, Integer>, DStreamLike<T, ?, ?>> operator) {
    List<T> last = new ArrayList<>();
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      PairDStream<String, Integer> ones =
          streams
              .input(Collections.nCopies(BATCHES, List.of("a", "b", "a")))
              .mapToPair(word -> new Tuple2<>(word, 1));
      operator
          .apply(ones)
          .foreachRDD(
              (rdd, time) -> {
                if (time.milliseconds() / 1000 % batches == 0) {
                  last.clear();
                  last.addAll(rdd.collect());
                }
              });
      streams.start();
      streams.advance(BATCHES);
    }
    return last;
  }

  private static PairDStream<String, Integer> counts(PairDStream<String, Integer> ones) {
    return ones.updateStateByKey(
        (values, state) -> Optional.of(state.orElse(0) + values.stream().mapToInt(n -> n).sum()));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 20, 60})
  void an_updated_state(int batches) {
    assertThat(lastOfEvery(batches, SeldomReadStateTest::counts))
        .containsExactlyInAnyOrder(new Tuple2<>("a", 2 * BATCHES), new Tuple2<>("b", BATCHES));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 20, 60})
  void a_state_of_states(int batches) {
    int sum = BATCHES * (BATCHES + 1) / 2;

    assertThat(lastOfEvery(batches, ones -> counts(counts(ones))))
        .containsExactlyInAnyOrder(new Tuple2<>("a", 2 * sum), new Tuple2<>("b", sum));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 20, 60})
  void a_mapped_state(int batches) {
    assertThat(
            lastOfEvery(
                batches,
                ones ->
                    ones.mapWithState(
                            StateSpec.<String, Integer, Integer, Integer>function(
                                (key, value, state) -> {
                                  state.update(state.getOption().orElse(0) + value.orElseThrow());
                                  return state.get();
                                }))
                        .stateSnapshots()))
        .containsExactlyInAnyOrder(new Tuple2<>("a", 2 * BATCHES), new Tuple2<>("b", BATCHES));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 20, 60})
  void an_inverse_window(int batches) {
    assertThat(
            lastOfEvery(
                batches,
                ones ->
                    ones.reduceByKeyAndWindow(
                        Integer::sum,
                        (all, left) -> all - left,
                        Durations.seconds(5),
                        Durations.seconds(1))))
        .containsExactlyInAnyOrder(new Tuple2<>("a", 10), new Tuple2<>("b", 5));
  }
}
