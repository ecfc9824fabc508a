package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dstream.DStream;
import dev.sluice.dstream.MapWithStateDStream;
import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Tuple2;
import dev.sluice.state.State;
import dev.sluice.state.StateSpec;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the guides show of keyed state and windows. */
class GuideStateTest {

  @Test
  void totals_grow_from_batch_to_batch() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      PairDStream<String, Integer> amounts = amounts(streams, "eve 3", "eve 4");

      // snippet: GuideUpdateState
      PairDStream<String, Integer> totals =
          amounts
              .<Integer>updateStateByKey(
                  (newAmounts, total) ->
                      Optional.of(
                          total.orElse(0) + newAmounts.stream().mapToInt(Integer::intValue).sum()))
              .named("totals");
      // end of snippet

      Collected<Tuple2<String, Integer>> found = streams.collect(totals);
      streams.start();
      streams.advance(3);
      assertThat(found.batches().get(2)).containsExactly(new Tuple2<>("eve", 7));
    }
  }

  @Test
  void a_session_ends_when_nothing_came_for_a_while() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      PairDStream<String, Integer> clicks = amounts(streams, "eve 1", "eve 1");

      // snippet: GuideMapWithState
      MapWithStateDStream<String, Integer, Integer, String> sessions =
          clicks.mapWithState(
              StateSpec.function(
                      (String user, Optional<Integer> click, State<Integer> count) -> {
                        if (count.isTimingOut()) {
                          return user + " left after " + count.get();
                        }
                        count.update(count.getOption().orElse(0) + 1);
                        return user + " is here";
                      })
                  .timeout(Durations.seconds(2)));
      DStream<String> events = sessions.named("sessions");
      PairDStream<String, Integer> open = sessions.stateSnapshots();
      // end of snippet

      Collected<String> told = streams.collect(events);
      Collected<Tuple2<String, Integer>> counts = streams.collect(open);
      streams.start();
      streams.advance(5);
      assertThat(told.batches().get(4)).containsExactly("eve left after 2");
      assertThat(counts.batches().get(1)).containsExactly(new Tuple2<>("eve", 2));
      assertThat(counts.batches().get(4)).isEmpty();
    }
  }

  @Test
  void windows_are_reduced_in_two_ways() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      PairDStream<String, Integer> amounts = amounts(streams, "eve 1", "eve 2", "eve 3", "eve 4");

      // snippet: GuideWindows
      PairDStream<String, Integer> anew =
          amounts.reduceByKeyAndWindow(Integer::sum, Durations.seconds(3), Durations.seconds(1));

      PairDStream<String, Integer> fromTheLast =
          amounts.reduceByKeyAndWindow(
              (a, b) -> a + b, (a, b) -> a - b, Durations.seconds(3), Durations.seconds(1));
      // end of snippet

      Collected<Tuple2<String, Integer>> first = streams.collect(anew);
      Collected<Tuple2<String, Integer>> second = streams.collect(fromTheLast);
      streams.start();
      streams.advance(4);
      assertThat(first.batches().get(3)).containsExactly(new Tuple2<>("eve", 9));
      assertThat(second.batches()).isEqualTo(first.batches());
    }
  }

  private static PairDStream<String, Integer> amounts(TestStreams streams, String... batches) {
    return streams
        .input(List.of(batches).stream().map(List::of).toList())
        .mapToPair(
            text -> {
              String[] words = text.split(" ");
              return new Tuple2<>(words[0], Integer.parseInt(words[1]));
            });
  }
}
