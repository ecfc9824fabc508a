package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Function2;
import dev.sluice.function.Tuple2;
import dev.sluice.rdd.HashPartitioner;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.time.Durations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateStateByKeyTest {
  private static final Function2<List<Integer>, Optional<Integer>, Optional<Integer>> SUM =
      (values, state) ->
          Optional.of(state.orElse(0) + values.stream().mapToInt(value -> value).sum());

  private static Tuple2<String, Integer> pair(String key, int value) {
    return new Tuple2<>(key, value);
  }

  private static PairDStream<String, Integer> pairs(
      TestStreams streams, List<List<Tuple2<String, Integer>>> batches) {
    return PairDStream.of(streams.input(batches));
  }

  @Test
  void an_empty_batch_repeats_the_state() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      var input =
          pairs(
              streams,
              List.of(
                  List.of(pair("california", 1), pair("california", 3), pair("new york", 1)),
                  List.of(pair("california", 5), pair("california", 5), pair("new york", 4))));
      var states = streams.collect(input.updateStateByKey(SUM));
      streams.start();

      streams.advance(3);

      assertThat(states.batches())
          .containsExactly(
              List.of(pair("california", 4), pair("new york", 1)),
              List.of(pair("california", 14), pair("new york", 5)),
              List.of(pair("california", 14), pair("new york", 5)));
    }
  }

  @Test
  void initial_states_are_there_before_the_first_batch() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      var initial =
          streams
              .context()
              .rddContext()
              .parallelizePairs(List.of(pair("california", 1), pair("new york", 2)));
      var input =
          pairs(
              streams,
              List.of(
                  List.of(pair("california", 4), pair("new york", 5)),
                  List.of(pair("california", 10), pair("new york", 4))));
      var states = streams.collect(input.updateStateByKey(SUM, new HashPartitioner(2), initial));
      streams.start();

      streams.advance(3);

      assertThat(states.batches())
          .containsExactly(
              List.of(pair("california", 5), pair("new york", 7)),
              List.of(pair("california", 15), pair("new york", 11)),
              List.of(pair("california", 15), pair("new york", 11)));
    }
  }

  @Test
  void a_key_is_dropped_when_the_function_answers_with_nothing() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      var input =
          pairs(
              streams,
              List.of(
                  List.of(pair("a", 1), pair("b", 1)),
                  List.of(pair("b", 1)),
                  List.of(pair("a", 7), pair("b", 1))));
      Function2<List<Integer>, Optional<Integer>, Optional<Integer>> onlyWithData =
          (values, state) ->
              values.isEmpty() ? Optional.empty() : Optional.of(state.orElse(0) + values.get(0));
      var states = streams.collect(input.updateStateByKey(onlyWithData, 1));
      streams.start();

      streams.advance(3);

      assertThat(states.batches())
          .containsExactly(
              List.of(pair("a", 1), pair("b", 1)),
              List.of(pair("b", 2)),
              List.of(pair("b", 3), pair("a", 7)));
    }
  }

  @Test
  void a_window_reads_the_older_versions() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      var input =
          pairs(
              streams,
              List.of(List.of(pair("a", 1)), List.of(pair("a", 1)), List.of(pair("b", 1))));
      var windows =
          streams.collect(
              input.updateStateByKey(SUM, 1).window(Durations.seconds(3), Durations.seconds(3)));
      streams.start();

      streams.advance(6);

      assertThat(windows.batches())
          .containsExactly(
              List.of(pair("a", 1), pair("a", 2), pair("a", 2), pair("b", 1)),
              List.of(
                  pair("a", 2),
                  pair("b", 1),
                  pair("a", 2),
                  pair("b", 1),
                  pair("a", 2),
                  pair("b", 1)));
    }
  }

  @Test
  void a_function_that_fails_once_does_not_spoil_the_state() {
    StreamingConf conf = new StreamingConf().setMaster("local[2,3]");
    AtomicInteger calls = new AtomicInteger();
    Function2<List<Integer>, Optional<Integer>, Optional<Integer>> flaky =
        (values, state) -> {
          if (calls.incrementAndGet() % 7 == 0) {
            throw new IllegalStateException("once in a while");
          }
          return SUM.call(values, state);
        };
    try (TestStreams streams = TestStreams.create(conf, Durations.seconds(1))) {
      var batch = List.of(pair("a", 1), pair("b", 1), pair("c", 1), pair("d", 1));
      var states =
          streams.collect(
              pairs(streams, List.of(batch, batch, batch, batch)).updateStateByKey(flaky, 2));
      streams.start();

      streams.advance(4);

      assertThat(states.batches().get(3))
          .containsExactlyInAnyOrder(pair("a", 4), pair("b", 4), pair("c", 4), pair("d", 4));
      assertThat(calls).hasValueGreaterThan(16);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void any_input_gives_what_a_plain_map_would(int partitions) {
    long seed = new Random().nextLong();
    System.out.println("UpdateStateByKeyTest seed " + seed);
    Random random = new Random(seed);
    List<List<Tuple2<Integer, Integer>>> batches = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      List<Tuple2<Integer, Integer>> batch = new ArrayList<>();
      for (int j = random.nextInt(40); j > 0; j--) {
        batch.add(new Tuple2<>(random.nextInt(20), random.nextInt(9)));
      }
      batches.add(batch);
    }
    Function2<List<Integer>, Optional<Integer>, Optional<Integer>> function =
        (values, state) ->
            values.contains(8)
                ? Optional.empty()
                : values.isEmpty() ? state.map(s -> s + 1) : SUM.call(values, state);
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      var states =
          streams.collect(
              PairDStream.of(streams.input(batches, partitions))
                  .updateStateByKey(function, partitions));
      streams.start();

      streams.advance(15);

      Map<Integer, Integer> model = new LinkedHashMap<>();
      for (int i = 0; i < batches.size(); i++) {
        model = next(model, batches.get(i));
        assertThat(asMap(states.batches().get(i))).isEqualTo(model);
      }
    }
  }

  private static Map<Integer, Integer> next(
      Map<Integer, Integer> states, List<Tuple2<Integer, Integer>> batch) {
    Map<Integer, Integer> next = new LinkedHashMap<>();
    states.forEach(
        (key, state) -> {
          if (batch.stream().noneMatch(record -> record._1().equals(key))) {
            next.put(key, state + 1);
          }
        });
    for (Tuple2<Integer, Integer> record : batch) {
      List<Integer> values =
          batch.stream().filter(r -> r._1().equals(record._1())).map(Tuple2::_2).toList();
      if (!values.contains(8)) {
        int sum = values.stream().mapToInt(value -> value).sum();
        next.put(record._1(), states.getOrDefault(record._1(), 0) + sum);
      }
    }
    return next;
  }

  private static <K, V> Map<K, V> asMap(List<Tuple2<K, V>> pairs) {
    Map<K, V> map = new LinkedHashMap<>();
    pairs.forEach(pair -> assertThat(map.put(pair._1(), pair._2())).isNull());
    return map;
  }
}
