package dev.sluice.testkit.reference;

import static dev.sluice.testkit.reference.Batches.pair;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Tuple2;
import dev.sluice.rdd.HashPartitioner;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Operators over keys, with the order of keys and values that the reference relies on. */
class KeyOperatorsTest {
  private static final List<List<Tuple2<String, String>>> TEAMS =
      List.of(
          List.of(
              pair("california", "dodgers"),
              pair("california", "giants"),
              pair("new york", "yankees"),
              pair("new york", "mets")),
          List.of(
              pair("california", "sharks"),
              pair("california", "ducks"),
              pair("new york", "rangers"),
              pair("new york", "islanders")));
  private static final List<List<Tuple2<String, Integer>>> SCORES =
      List.of(
          List.of(
              pair("new york", 4),
              pair("new york", 1),
              pair("california", 1),
              pair("california", 3)),
          List.of(
              pair("new york", 3),
              pair("new york", 1),
              pair("california", 5),
              pair("california", 5)));

  @Test
  void group_by_key_lists_values_in_order_of_arrival() {
    assertThat(Batches.ofPairs(TEAMS, pairs -> pairs.groupByKey().mapValues(Object::toString)))
        .containsExactly(
            List.of(pair("california", "[dodgers, giants]"), pair("new york", "[yankees, mets]")),
            List.of(
                pair("california", "[sharks, ducks]"), pair("new york", "[rangers, islanders]")));
  }

  @Test
  void reduce_by_key_lists_california_before_new_york() {
    assertThat(Batches.ofPairs(SCORES, pairs -> pairs.reduceByKey(Integer::sum)))
        .containsExactly(
            List.of(pair("california", 4), pair("new york", 5)),
            List.of(pair("california", 10), pair("new york", 4)));
  }

  @Test
  void combine_by_key_does_the_same_with_either_kind_of_shuffle() {
    for (boolean mapSide : List.of(true, false)) {
      assertThat(
              Batches.ofPairs(
                  SCORES,
                  pairs ->
                      pairs.combineByKey(
                          v -> v, Integer::sum, Integer::sum, new HashPartitioner(2), mapSide)))
          .containsExactly(
              List.of(pair("california", 4), pair("new york", 5)),
              List.of(pair("california", 10), pair("new york", 4)));
    }
  }

  @Test
  void two_partitions_hold_words_by_the_remainder_of_their_hash_codes() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      Collected<Tuple2<String, Long>> output =
          streams.collect(
              streams
                  .input(List.of(List.of("moon", "hello", "world", "california", "new york")))
                  .countByValue());
      streams.start();
      streams.advance(1);

      assertThat(output.partitions().get(0))
          .containsExactly(
              List.of(pair("hello", 1L), pair("world", 1L), pair("california", 1L)),
              List.of(pair("moon", 1L), pair("new york", 1L)));
    }
  }

  @Test
  void cogroup_lists_the_values_of_both_streams() {
    assertThat(
            Batches.of(
                    TEAMS,
                    SCORES,
                    (teams, scores) ->
                        PairDStream.of(teams)
                            .cogroup(PairDStream.of(scores))
                            .mapValues(both -> both._1() + " " + both._2()))
                .get(0))
        .containsExactly(
            pair("california", "[dodgers, giants] [1, 3]"),
            pair("new york", "[yankees, mets] [4, 1]"));
  }

  @Test
  void join_pairs_the_values_of_a_key() {
    assertThat(
            Batches.of(
                List.of(List.of(pair("california", "dodgers"), pair("new york", "yankees"))),
                List.of(List.of(pair("california", "giants"), pair("new york", "mets"))),
                (left, right) -> PairDStream.of(left).join(PairDStream.of(right))))
        .containsExactly(
            List.of(
                pair("california", pair("dodgers", "giants")),
                pair("new york", pair("yankees", "mets"))));
  }

  @Test
  void left_outer_join_counts_two_then_one() {
    assertThat(
            Batches.of(
                List.of(
                    List.of(pair("california", "dodgers"), pair("new york", "yankees")),
                    List.of(pair("california", "sharks"))),
                List.of(
                    List.of(pair("california", "giants")), List.of(pair("new york", "rangers"))),
                (left, right) -> PairDStream.of(left).leftOuterJoin(PairDStream.of(right)).count()))
        .containsExactly(List.of(2L), List.of(1L));
  }

  @Test
  void outer_joins_fill_in_what_is_missing() {
    List<List<Tuple2<String, Integer>>> left = List.of(List.of(pair("a", 1), pair("b", 1)));
    List<List<Tuple2<String, String>>> right = List.of(List.of(pair("b", "x"), pair("c", "x")));

    assertThat(
            Set.copyOf(
                Batches.of(
                        left, right, (l, r) -> PairDStream.of(l).rightOuterJoin(PairDStream.of(r)))
                    .get(0)))
        .isEqualTo(
            Set.of(pair("b", pair(Optional.of(1), "x")), pair("c", pair(Optional.empty(), "x"))));
    assertThat(
            Set.copyOf(
                Batches.of(
                        left, right, (l, r) -> PairDStream.of(l).fullOuterJoin(PairDStream.of(r)))
                    .get(0)))
        .isEqualTo(
            Set.of(
                pair("a", pair(Optional.of(1), Optional.empty())),
                pair("b", pair(Optional.of(1), Optional.of("x"))),
                pair("c", pair(Optional.empty(), Optional.of("x")))));
  }

  @Test
  void update_state_by_key_keeps_the_state_of_quiet_keys() {
    assertThat(
            Batches.ofPairs(
                SCORES,
                3,
                pairs ->
                    pairs
                        .updateStateByKey(KeyOperatorsTest::add)
                        .transformToPair(rdd -> rdd.sortByKey())))
        .containsExactly(
            List.of(pair("california", 4), pair("new york", 5)),
            List.of(pair("california", 14), pair("new york", 9)),
            List.of(pair("california", 14), pair("new york", 9)));
  }

  @Test
  void update_state_by_key_begins_with_an_initial_state() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      var initial =
          streams
              .context()
              .rddContext()
              .parallelizePairs(List.of(pair("california", 1), pair("new york", 2)));
      var output =
          streams.collect(
              PairDStream.of(streams.input(SCORES))
                  .updateStateByKey(KeyOperatorsTest::add, new HashPartitioner(1), initial)
                  .transformToPair(rdd -> rdd.sortByKey()));
      streams.start();
      streams.advance(3);

      assertThat(output.batches())
          .containsExactly(
              List.of(pair("california", 5), pair("new york", 7)),
              List.of(pair("california", 15), pair("new york", 11)),
              List.of(pair("california", 15), pair("new york", 11)));
    }
  }

  private static Optional<Integer> add(List<Integer> values, Optional<Integer> state) {
    return Optional.of(state.orElse(0) + values.stream().mapToInt(v -> v).sum());
  }
}
