package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dstream.MapWithStateDStream;
import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Function3;
import dev.sluice.function.Function4;
import dev.sluice.function.Tuple2;
import dev.sluice.state.State;
import dev.sluice.state.StateSpec;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MapWithStateTest {
  private static final Function3<String, Optional<Integer>, State<Integer>, Integer> RUNNING_COUNT =
      (key, value, state) -> {
        int count = state.getOption().orElse(0) + value.orElseThrow();
        state.update(count);
        return count;
      };

  private static final List<List<String>> LETTERS =
      List.of(
          List.of(),
          List.of("a"),
          List.of("a", "b"),
          List.of("a", "b", "c"),
          List.of("a", "b"),
          List.of("a"),
          List.of());

  private static PairDStream<String, Integer> ones(
      TestStreams streams, List<List<String>> batches) {
    return streams.input(batches).mapToPair(letter -> new Tuple2<>(letter, 1));
  }

  private static Tuple2<String, Integer> pair(String key, int value) {
    return new Tuple2<>(key, value);
  }

  private static <T> List<Set<T>> sets(Collected<T> collected) {
    return collected.batches().stream().<Set<T>>map(HashSet::new).toList();
  }

  @Test
  void a_running_count_is_emitted_and_kept() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      MapWithStateDStream<String, Integer, Integer, Integer> counts =
          ones(streams, LETTERS).mapWithState(StateSpec.function(RUNNING_COUNT));
      var mapped = streams.collect(counts);
      var snapshots = streams.collect(counts.stateSnapshots());
      streams.start();

      streams.advance(7);

      assertThat(sets(mapped))
          .containsExactly(
              Set.of(),
              Set.of(1),
              Set.of(2, 1),
              Set.of(3, 2, 1),
              Set.of(4, 3),
              Set.of(5),
              Set.of());
      assertThat(sets(snapshots))
          .containsExactly(
              Set.of(),
              Set.of(pair("a", 1)),
              Set.of(pair("a", 2), pair("b", 1)),
              Set.of(pair("a", 3), pair("b", 2), pair("c", 1)),
              Set.of(pair("a", 4), pair("b", 3), pair("c", 1)),
              Set.of(pair("a", 5), pair("b", 3), pair("c", 1)),
              Set.of(pair("a", 5), pair("b", 3), pair("c", 1)));
    }
  }

  @Test
  void the_function_may_emit_nothing_and_sees_the_batch_time() {
    Function4<Time, String, Optional<Integer>, State<Integer>, Optional<String>> function =
        (time, key, value, state) -> {
          state.update(state.getOption().orElse(0) + value.orElse(0));
          return state.get() % 2 == 0
              ? Optional.of(key + state.get() + "@" + time.milliseconds())
              : Optional.empty();
        };
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      var mapped =
          streams.collect(
              ones(streams, LETTERS).mapWithState(StateSpec.function(function).numPartitions(1)));
      streams.start();

      streams.advance(7);

      assertThat(mapped.records()).containsExactly("a2@3000", "b2@4000", "a4@5000");
    }
  }

  @Test
  void initial_states_are_there_before_the_first_batch() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      var initial =
          streams
              .context()
              .rddContext()
              .parallelizePairs(List.of(pair("a", 5), pair("b", 10), pair("c", -20)));
      var counts =
          ones(streams, LETTERS)
              .mapWithState(StateSpec.function(RUNNING_COUNT).initialState(initial));
      var mapped = streams.collect(counts);
      var snapshots = streams.collect(counts.stateSnapshots());
      streams.start();

      streams.advance(4);

      assertThat(sets(mapped))
          .containsExactly(Set.of(), Set.of(6), Set.of(7, 11), Set.of(8, 12, -19));
      assertThat(sets(snapshots).get(0))
          .isEqualTo(Set.of(pair("a", 5), pair("b", 10), pair("c", -20)));
      assertThat(sets(snapshots).get(3))
          .isEqualTo(Set.of(pair("a", 8), pair("b", 12), pair("c", -19)));
    }
  }

  @Test
  void a_removed_state_begins_anew() {
    Function3<String, Optional<Integer>, State<Integer>, String> everySecond =
        (key, value, state) -> {
          if (state.exists()) {
            state.remove();
            return key + " ends";
          }
          state.update(1);
          return key + " begins";
        };
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      var mapped =
          ones(streams, List.of(List.of("a"), List.of("a", "b"), List.of("a"), List.of("b")))
              .mapWithState(StateSpec.function(everySecond));
      var words = streams.collect(mapped);
      var snapshots = streams.collect(mapped.stateSnapshots());
      streams.start();

      streams.advance(4);

      assertThat(sets(words))
          .containsExactly(
              Set.of("a begins"),
              Set.of("a ends", "b begins"),
              Set.of("a begins"),
              Set.of("b ends"));
      assertThat(sets(snapshots))
          .containsExactly(
              Set.of(pair("a", 1)),
              Set.of(pair("b", 1)),
              Set.of(pair("a", 1), pair("b", 1)),
              Set.of(pair("a", 1)));
    }
  }

  @Test
  void keys_without_records_time_out_once() {
    Function4<Time, String, Optional<Integer>, State<Integer>, Optional<String>> function =
        (time, key, value, state) -> {
          if (state.isTimingOut()) {
            return Optional.of(key);
          }
          state.update(value.orElseThrow());
          return Optional.empty();
        };
    List<List<String>> batches = new ArrayList<>();
    batches.add(List.of("a", "b", "c"));
    batches.add(List.of("a", "b"));
    batches.addAll(Collections.nCopies(28, List.of("a")));
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      var mapped =
          ones(streams, batches)
              .mapWithState(StateSpec.function(function).timeout(Duration.ofSeconds(3)));
      var timedOut = streams.collect(mapped);
      var snapshots = streams.collect(mapped.stateSnapshots());
      streams.start();

      streams.advance(30);

      assertThat(timedOut.records()).containsExactly("c", "b");
      assertThat(timedOut.batches().get(4)).containsExactly("c");
      assertThat(timedOut.batches().get(5)).containsExactly("b");
      assertThat(snapshots.batches().get(29)).containsExactly(pair("a", 1));
    }
  }

  @Test
  void a_record_postpones_the_time_out_even_if_it_updates_nothing() {
    Function3<String, Optional<Integer>, State<Integer>, String> function =
        (key, value, state) -> {
          if (!state.exists()) {
            state.update(1);
          }
          return key + (state.isTimingOut() ? " out" : " in");
        };
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      var mapped =
          streams.collect(
              ones(streams, List.of(List.of("a"), List.of(), List.of("a")))
                  .mapWithState(StateSpec.function(function).timeout(Duration.ofSeconds(2))));
      streams.start();

      streams.advance(7);

      assertThat(mapped.batches())
          .containsExactly(
              List.of("a in"),
              List.of(),
              List.of("a in"),
              List.of(),
              List.of(),
              List.of("a out"),
              List.of());
    }
  }

  @Test
  void a_window_over_snapshots_reads_the_older_versions() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      var windows =
          streams.collect(
              ones(streams, LETTERS)
                  .mapWithState(StateSpec.function(RUNNING_COUNT).numPartitions(1))
                  .stateSnapshots()
                  .window(Durations.seconds(3), Durations.seconds(3)));
      streams.start();

      streams.advance(6);

      assertThat(windows.batches())
          .containsExactly(
              List.of(pair("a", 1), pair("a", 2), pair("b", 1)),
              List.of(
                  pair("a", 3),
                  pair("b", 2),
                  pair("c", 1),
                  pair("a", 4),
                  pair("b", 3),
                  pair("c", 1),
                  pair("a", 5),
                  pair("b", 3),
                  pair("c", 1)));
    }
  }

  @Test
  void a_function_that_fails_once_does_not_spoil_the_state() {
    AtomicInteger calls = new AtomicInteger();
    Function3<String, Optional<Integer>, State<Integer>, Integer> flaky =
        (key, value, state) -> {
          int count = RUNNING_COUNT.call(key, value, state);
          if (calls.incrementAndGet() % 7 == 0) {
            throw new IllegalStateException("once in a while");
          }
          return count;
        };
    StreamingConf conf = new StreamingConf().setMaster("local[2,3]");
    try (TestStreams streams = TestStreams.create(conf, Durations.seconds(1))) {
      List<String> batch = List.of("a", "b", "c", "d", "e");
      var counts =
          ones(streams, Collections.nCopies(9, batch)).mapWithState(StateSpec.function(flaky));
      var snapshots = streams.collect(counts.stateSnapshots());
      streams.start();

      streams.advance(9);

      assertThat(sets(snapshots).get(8))
          .isEqualTo(Set.of(pair("a", 9), pair("b", 9), pair("c", 9), pair("d", 9), pair("e", 9)));
      assertThat(calls).hasValueGreaterThan(45);
    }
  }
}
