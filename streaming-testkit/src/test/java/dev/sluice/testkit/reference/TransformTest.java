package dev.sluice.testkit.reference;

import static dev.sluice.testkit.reference.Batches.pair;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dstream.DStream;
import dev.sluice.dstream.InputDStream;
import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Tuple2;
import dev.sluice.rdd.LongAccumulator;
import dev.sluice.rdd.PairRDD;
import dev.sluice.rdd.RDD;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Functions over datasets, on the data of the reference. */
class TransformTest {
  private static final List<List<Integer>> NUMBERS =
      List.of(List.of(1, 2, 3), List.of(4, 5, 6), List.of(7, 8, 9));

  @Test
  void transform_applies_a_function_to_every_dataset() {
    assertThat(Batches.of(NUMBERS, stream -> stream.transform(rdd -> rdd.map(n -> n + 2))))
        .containsExactly(List.of(3, 4, 5), List.of(6, 7, 8), List.of(9, 10, 11));
  }

  @Test
  void every_form_of_transform_takes_a_lambda() {
    assertThat(
            Batches.of(
                NUMBERS,
                stream -> {
                  PairDStream<Integer, Integer> pairs =
                      stream.transformToPair(rdd -> rdd.mapToPair(n -> pair(n, 1)));
                  PairDStream<Integer, Integer> timed =
                      pairs.transformToPair((rdd, time) -> rdd.mapValues(n -> n + 1));
                  return timed
                      .transform((rdd, time) -> rdd.keys())
                      .union(timed.transform(rdd -> rdd.values()));
                }))
        .element(0)
        .isEqualTo(List.of(1, 2, 3, 2, 2, 2));
  }

  @Test
  void pairs_are_sorted_by_transform() {
    assertThat(
            Batches.ofPairs(
                List.of(List.of(pair(3, "c"), pair(1, "a"), pair(2, "b"), pair(4, "d"))),
                pairs -> pairs.transformToPair(rdd -> rdd.sortByKey())))
        .containsExactly(List.of(pair(1, "a"), pair(2, "b"), pair(3, "c"), pair(4, "d")));
    assertThat(
            Batches.ofPairs(
                List.of(List.of(pair("a", 3), pair("b", 1))),
                pairs -> pairs.transform(rdd -> rdd.map(Tuple2::_2))))
        .containsExactly(List.of(3, 1));
  }

  @Test
  void transform_with_joins_two_streams() {
    assertThat(
            Batches.of(
                List.of(List.of(pair("california", "dodgers"), pair("new york", "yankees"))),
                List.of(List.of(pair("california", "giants"), pair("new york", "mets"))),
                (left, right) ->
                    PairDStream.of(left)
                        .transformWithToPair(
                            PairDStream.of(right), (one, other, time) -> one.join(other))))
        .containsExactly(
            List.of(
                pair("california", pair("dodgers", "giants")),
                pair("new york", pair("yankees", "mets"))));
  }

  @Test
  void every_form_of_transform_with_takes_a_lambda() {
    assertThat(
            Batches.of(
                List.of(List.of(1)),
                List.of(List.of(pair("a", 2))),
                (numbers, tuples) -> {
                  PairDStream<String, Integer> pairs = PairDStream.of(tuples);
                  DStream<Integer> one =
                      numbers.transformWith(pairs, (l, r, time) -> l.union(r.values()));
                  DStream<Integer> two =
                      pairs.transformWith(numbers, (l, r, time) -> l.values().union(r));
                  PairDStream<Integer, Integer> three =
                      one.transformWithToPair(
                          two, (l, r, time) -> l.union(r).mapToPair(n -> pair(n, n)));
                  return three.transformWith(one, (l, r, time) -> l.keys().union(r));
                }))
        .containsExactly(List.of(1, 2, 2, 1, 1, 2));
  }

  @Test
  @SuppressWarnings("unchecked") // the datasets are those of the streams
  void the_context_transforms_any_number_of_streams() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      DStream<Integer> numbers = streams.input(List.of(List.of(1), List.of(5)));
      DStream<Integer> more = streams.input(List.of(List.of(2), List.of(6)));
      PairDStream<Integer, String> names =
          PairDStream.of(
              streams.input(List.of(List.of(pair(1, "x"), pair(2, "y")), List.of(pair(5, "z")))));
      Collected<Tuple2<Integer, Tuple2<Integer, String>>> output =
          streams.collect(
              streams
                  .context()
                  .transformToPair(
                      List.of(numbers, more, names),
                      (rdds, time) ->
                          ((RDD<Integer>) rdds.get(0))
                              .union((RDD<Integer>) rdds.get(1))
                              .mapToPair(n -> pair(n, 1))
                              .join(PairRDD.fromRDD((RDD<Tuple2<Integer, String>>) rdds.get(2)))));
      streams.start();
      streams.advance(2);

      assertThat(output.batches().get(0))
          .containsExactlyInAnyOrder(pair(1, pair(1, "x")), pair(2, pair(1, "y")));
      assertThat(output.batches().get(1)).containsExactly(pair(5, pair(1, "z")));
    }
  }

  @Test
  void foreach_rdd_counts_datasets_and_records() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      LongAccumulator datasets = streams.context().rddContext().longAccumulator();
      LongAccumulator records = streams.context().rddContext().longAccumulator();
      InputDStream<Integer> input = streams.input(List.of(List.of(1, 1, 1), List.of(1, 1, 1)));
      input.foreachRDD(rdd -> datasets.add(1));
      input.foreachRDD((rdd, time) -> rdd.foreach(n -> records.add(n)));
      streams.start();
      streams.advance(2);

      assertThat(datasets.value()).isEqualTo(2);
      assertThat(records.value()).isEqualTo(6);
    }
  }

  @Test
  void a_queue_gives_one_dataset_to_each_batch() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      Queue<RDD<Integer>> queue = new ArrayDeque<>();
      NUMBERS.forEach(batch -> queue.add(streams.context().rddContext().parallelize(batch)));
      Collected<Integer> output = streams.collect(streams.context().queueStream(queue));
      streams.start();
      streams.advance(4);

      assertThat(output.batches())
          .containsExactly(NUMBERS.get(0), NUMBERS.get(1), NUMBERS.get(2), List.of());
    }
  }
}
