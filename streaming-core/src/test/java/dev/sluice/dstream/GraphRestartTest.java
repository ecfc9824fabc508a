package dev.sluice.dstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.function.Tuple2;
import dev.sluice.ledger.BatchInput;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.RddContext;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a graph computes that starts in the middle of the batches. */
class GraphRestartTest {
  private static final Duration ONE = Durations.seconds(1);
  private static final Duration TWO = Durations.seconds(2);

  private static PairDStream<Long, Long> byParity(DStream<Long> numbers) {
    return numbers.mapToPair(number -> new Tuple2<>(number % 2, number));
  }

  private static PairDStream<Long, Long> sums(DStream<Long> numbers) {
    return byParity(numbers)
        .updateStateByKey(
            (values, state) ->
                Optional.of(state.orElse(0L) + values.stream().mapToLong(value -> value).sum()));
  }

  /** What a stream holds, sorted, for each of its batches. */
  private static <T> List<List<String>> collect(DStreamLike<T, ?, ?> stream) {
    List<List<String>> batches = new ArrayList<>();
    stream.foreachRDD(
        (rdd, time) -> batches.add(rdd.collect().stream().map(Object::toString).sorted().toList()));
    return batches;
  }

  private static <T> List<T> at(DStreamLike<T, ?, ?> stream, int batch) {
    return stream.operator().at(GraphRig.time(batch)).map(RDD::collect).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"3,1,7", "4,2,8", "4,2,7", "2,4,8", "2,3,7", "20,5,9", "1,1,7", "6,6,7"})
  void an_inverse_window_is_rebuilt_from_recorded_inputs(int window, int slide, int begin)
      throws Exception {
    Duration length = Durations.seconds(window);
    Duration step = Durations.seconds(slide);
    try (GraphRig rig = new GraphRig()) {
      var pairs = byParity(rig.numbers());
      var inverse =
          collect(
              pairs.reduceByKeyAndWindow(
                  Long::sum, (all, left) -> all - left, length, step, 2, sum -> sum._2() != 0));
      var plain = collect(pairs.reduceByKeyAndWindow(Long::sum, length, step));
      rig.restart(begin, 0);

      rig.run(begin + 1, begin + 24);

      assertThat(inverse).isNotEmpty().isEqualTo(plain);
    }
  }

  @Test
  void an_inverse_window_lacks_what_is_forgotten() throws Exception {
    try (GraphRig rig = new GraphRig()) {
      var sums =
          collect(
              rig.numbers()
                  .reduceByWindow(Long::sum, (all, left) -> all - left, Durations.seconds(4), ONE));
      rig.restart(10, 9);

      rig.run(11, 15);

      assertThat(sums)
          .containsExactly(
              List.of("21"), List.of("33"), List.of("46"), List.of("50"), List.of("54"));
    }
  }

  @Test
  void a_state_that_is_not_restored_begins_after_the_begin() throws Exception {
    try (GraphRig rig = new GraphRig()) {
      var numbers = rig.numbers();
      var states = sums(numbers);
      var batches = collect(states);
      rig.restart(1_000_000, 0);

      rig.run(1_000_001, 1_000_002);

      assertThat(batches)
          .containsExactly(List.of("(1,1000001)"), List.of("(0,1000002)", "(1,1000001)"));
      assertThat(states.slice(GraphRig.time(999_990), GraphRig.time(1_000_000))).isEmpty();
      assertThat(numbers.operator().remembered()).doesNotContainKey(GraphRig.time(1_000_000));
    }
  }

  @Test
  void a_state_that_waits_is_computed_from_recorded_inputs() throws Exception {
    try (GraphRig rig = new GraphRig()) {
      var batches = collect(sums(rig.numbers()));
      rig.restart(3, 3);

      rig.run(6, 6);

      assertThat(batches).containsExactly(List.of("(0,10)", "(1,5)"));
    }
  }

  @Test
  void a_slow_state_begins_on_its_own_grid() throws Exception {
    try (GraphRig rig = new GraphRig()) {
      var windows = collect(sums(rig.numbers().window(TWO, TWO)));
      rig.restart(5, 0);

      rig.run(6, 8);

      assertThat(windows).containsExactly(List.of("(0,6)", "(1,5)"), List.of("(0,14)", "(1,12)"));
    }
  }

  @Test
  void windows_over_joined_streams_leave_out_what_is_forgotten() throws Exception {
    try (GraphRig rig = new GraphRig()) {
      var numbers = rig.numbers();
      var united = collect(numbers.union(rig.numbers()).window(Durations.seconds(3)));
      var joined =
          collect(byParity(numbers).join(sums(numbers)).values().window(Durations.seconds(3)));
      rig.restart(10, 9);

      rig.run(11, 11);

      assertThat(united).containsExactly(List.of("10", "10", "11", "11"));
      assertThat(joined).containsExactly(List.of("(10,10)", "(11,11)"));
    }
  }

  @Test
  void a_stream_that_is_new_had_nothing_in_recorded_batches() throws Exception {
    try (GraphRig rig = new GraphRig()) {
      var united = collect(rig.numbers().union(rig.numbers().named("new")).window(TWO));
      rig.graph()
          .start(
              GraphRig.time(0),
              GraphRig.time(9),
              (after, upTo, stream) ->
                  stream == 0
                      ? GraphRig.inputs(after, upTo, stream)
                      : GraphRig.inputs(after.max(GraphRig.time(10)), upTo, stream));

      rig.run(10, 11);

      assertThat(united).containsExactly(List.of("10", "9"), List.of("10", "11", "11"));
    }
  }

  @Test
  void a_longer_interval_gathers_the_inputs_of_shorter_batches() {
    try (GraphRig rig = new GraphRig(Durations.seconds(4))) {
      var numbers = rig.numbers();
      numbers.foreachRDD(rdd -> {});
      rig.restart(4, 0);

      assertThat(at(numbers, 8)).containsExactly(5L, 6L, 7L, 8L);
    }
  }

  @Test
  void a_shorter_interval_finds_the_inputs_of_longer_batches_where_they_ended() {
    try (GraphRig rig = new GraphRig(Durations.milliseconds(500))) {
      var numbers = rig.numbers();
      numbers.foreachRDD(rdd -> {});
      rig.restart(4, 0);

      assertThat(at(numbers, 3)).containsExactly(3L);
      assertThat(numbers.operator().at(new Time(3_500))).isEmpty();
    }
  }

  @Test
  void batches_without_dataset_are_left_out_of_those_that_are_gathered() {
    try (GraphRig rig = new GraphRig(TWO)) {
      var odd = rig.graph().addSource(new OddSeconds());
      var united = collect(odd);
      rig.restart(0, 0);

      assertThat(at(odd, 2)).containsExactly(1L);
      assertThat(united).isEmpty();
    }
  }

  @Test
  void all_streams_have_a_dataset_after_the_slide_unit() {
    try (GraphRig rig = new GraphRig()) {
      var numbers = rig.numbers();
      assertThat(rig.graph().slideUnit()).isEqualTo(ONE);

      numbers.window(ONE, Durations.seconds(4)).foreachRDD(rdd -> {});
      numbers.window(ONE, Durations.seconds(6)).foreachRDD(rdd -> {});
      numbers.window(ONE, Durations.seconds(7));

      assertThat(rig.graph().slideUnit()).isEqualTo(Durations.seconds(12));
      rig.start();
      assertThat(rig.graph().slideUnit()).isEqualTo(Durations.seconds(12));
    }
  }

  @Test
  void inputs_stay_known_as_long_as_windows_and_sources_want() {
    try (GraphRig rig = new GraphRig()) {
      rig.numbers().window(Durations.seconds(5)).foreachRDD(rdd -> {});
      rig.start();

      assertThat(rig.graph().inputRemember()).isEqualTo(Durations.seconds(6));
    }
    try (GraphRig rig = new GraphRig()) {
      rig.numbers().window(Durations.seconds(5)).foreachRDD(rdd -> {});
      var unused = rig.graph().addSource(new OddSeconds());
      rig.start();

      assertThat(rig.graph().inputRemember()).isEqualTo(Durations.seconds(90));
    }
  }

  /** Has no dataset in even seconds. */
  private static final class OddSeconds implements InputSource<Long> {
    @Override
    public String name() {
      return "Odd seconds";
    }

    @Override
    public Guarantee guarantee() {
      return Guarantee.REPLAYABLE;
    }

    @Override
    public Duration remember() {
      return Durations.seconds(90);
    }

    @Override
    public BatchInput plan(Time batch, int streamId) {
      return BatchInput.nothing(streamId);
    }

    @Override
    public @Nullable RDD<Long> read(RddContext context, Time batch, BatchInput input) {
      long second = batch.milliseconds() / ONE.toMillis();
      return second % 2 == 0 ? null : context.parallelize(List.of(second), 1);
    }
  }
}
