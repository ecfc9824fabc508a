package dev.sluice.testkit.reference;

import static dev.sluice.testkit.reference.Batches.pair;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.dstream.DStream;
import dev.sluice.dstream.DStreamLike;
import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Tuple2;
import dev.sluice.streaming.StreamingException;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Batches for which a source gives no dataset, and functions that give none. */
class MissingDatasetTest {
  private static final List<List<Tuple2<Integer, Integer>>> SECOND_MISSING =
      Arrays.asList(List.of(pair(1, 1)), null, List.of(pair(3, 3)));

  /** An operator over two streams, the first of which has a batch without a dataset. */
  @FunctionalInterface
  interface Operator
      extends BiFunction<
          PairDStream<Integer, Integer>, PairDStream<Integer, Integer>, DStreamLike<?, ?, ?>> {}

  static Stream<Named<Operator>> tolerant() {
    return Stream.of(
        Named.of("map", (one, other) -> one.map(p -> p)),
        Named.of("filter", (one, other) -> one.filter(p -> true)),
        Named.of("mapPartitions", (one, other) -> one.mapPartitions(all -> List.of(1))),
        Named.of("reduceByKey", (one, other) -> one.reduceByKey(Integer::sum)),
        Named.of("groupByKey", (one, other) -> one.groupByKey()),
        Named.of("reduce", (one, other) -> one.reduce((a, b) -> a)),
        Named.of("countByValue", (one, other) -> one.countByValue()));
  }

  static Stream<Named<Operator>> demanding() {
    return Stream.of(
        Named.of("union", (one, other) -> one.union(other)),
        Named.of("transform", (one, other) -> one.transform(rdd -> rdd.keys())),
        Named.of("transformWith", (one, other) -> other.transformWith(one, (a, b, t) -> a.keys())),
        Named.of("count", (one, other) -> one.count()),
        Named.of("repartition", (one, other) -> one.repartition(2)),
        Named.of("cogroup", (one, other) -> one.cogroup(other)),
        Named.of("join", (one, other) -> other.join(one)),
        Named.of("leftOuterJoin", (one, other) -> one.leftOuterJoin(other)),
        Named.of("rightOuterJoin", (one, other) -> one.rightOuterJoin(other)),
        Named.of("fullOuterJoin", (one, other) -> one.fullOuterJoin(other)));
  }

  static Stream<Named<Operator>> nullResults() {
    return Stream.of(
        Named.of("transform", (one, other) -> one.transform(rdd -> null)),
        Named.of("transform", (one, other) -> one.transform((rdd, time) -> null)),
        Named.of("transformToPair", (one, other) -> one.transformToPair(rdd -> null)),
        Named.of("transformWith", (one, other) -> one.transformWith(other, (a, b, t) -> null)),
        Named.of(
            "transformWithToPair",
            (one, other) -> one.transformWithToPair(other, (a, b, t) -> null)));
  }

  @ParameterizedTest
  @MethodSource("tolerant")
  void an_operator_over_one_dataset_skips_the_batch(Operator operator) {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      Collected<?> output = define(streams, operator);
      streams.start();
      streams.advance(3);

      assertThat(output.times()).containsExactly(new Time(1_000), new Time(3_000));
    }
  }

  @ParameterizedTest
  @MethodSource("demanding")
  void an_operator_that_needs_every_dataset_fails_by_name(Operator operator) {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      Collected<?> output = define(streams, operator);
      streams.start();
      streams.advance(1);
      assertThat(output.times()).containsExactly(new Time(1_000));

      assertThatExceptionOfType(StreamingException.class)
          .isThrownBy(() -> streams.advance(1))
          .withMessageContaining("for batch 2000 ms")
          .withMessageContaining("List stream [0]")
          .withMessageContaining("has no dataset");
    }
  }

  @ParameterizedTest
  @MethodSource("nullResults")
  void a_function_that_returns_null_fails_by_name(Operator operator) {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      define(streams, operator);
      streams.start();

      assertThatExceptionOfType(StreamingException.class)
          .isThrownBy(() -> streams.advance(1))
          .withMessageContaining("Cannot compute transform")
          .withMessageContaining("its function returned null, expected a dataset");
    }
  }

  @Test
  void a_window_holds_the_datasets_there_are() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      DStream<Tuple2<Integer, Integer>> input = streams.input(SECOND_MISSING);
      Collected<Tuple2<Integer, Integer>> output =
          streams.collect(input.window(Durations.seconds(2)));
      streams.start();
      streams.advance(3);

      assertThat(output.batches())
          .containsExactly(List.of(pair(1, 1)), List.of(pair(1, 1)), List.of(pair(3, 3)));
    }
  }

  @Test
  void a_state_is_updated_without_values() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      Collected<Tuple2<Integer, Integer>> output =
          streams.collect(
              PairDStream.of(streams.input(Arrays.asList(null, List.of(pair(1, 1)), null)))
                  .updateStateByKey(
                      (List<Integer> values, Optional<Integer> state) ->
                          Optional.of(state.orElse(0) + 10 + values.size())));
      streams.start();
      streams.advance(3);

      assertThat(output.times()).containsExactly(new Time(2_000), new Time(3_000));
      assertThat(output.batches()).containsExactly(List.of(pair(1, 11)), List.of(pair(1, 21)));
    }
  }

  private static Collected<?> define(TestStreams streams, Operator operator) {
    PairDStream<Integer, Integer> one = PairDStream.of(streams.input(SECOND_MISSING));
    PairDStream<Integer, Integer> other =
        PairDStream.of(streams.input(List.of(List.of(pair(1, 2)), List.of(pair(2, 2)))));
    return streams.collect(operator.apply(one, other));
  }
}
