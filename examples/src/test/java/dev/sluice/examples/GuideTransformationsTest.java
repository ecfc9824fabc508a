package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dstream.DStream;
import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Tuple2;
import dev.sluice.rdd.PairRDD;
import dev.sluice.rdd.RDD;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What the guides show of transformations and joins. */
class GuideTransformationsTest {

  @Test
  void a_batch_is_counted_by_key() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      DStream<String> lines = streams.input(List.of(List.of("GET /a", "GET /b", "PUT /a")));

      // snippet: GuideTransformations
      PairDStream<String, Integer> requestsByMethod =
          lines
              .map(line -> Arrays.asList(line.split(" ")))
              .filter(words -> words.size() == 2)
              .mapToPair(words -> new Tuple2<>(words.get(0), 1))
              .reduceByKey(Integer::sum);
      // end of snippet

      Collected<Tuple2<String, Integer>> counts = streams.collect(requestsByMethod);
      streams.start();
      streams.advance(1);
      assertThat(counts.batches().get(0))
          .containsExactlyInAnyOrder(new Tuple2<>("GET", 2), new Tuple2<>("PUT", 1));
    }
  }

  @Test
  void transform_reaches_what_datasets_can_do() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      PairDStream<String, Integer> counts =
          streams
              .input(List.of(List.of("a", "b", "a", "c", "a", "b")))
              .mapToPair(word -> new Tuple2<>(word, 1))
              .reduceByKey(Integer::sum);

      // snippet: GuideTransform
      DStream<String> ranking =
          counts.transform(
              rdd -> rdd.mapToPair(count -> count.swap()).sortByKey(false, 1).values());
      // end of snippet

      Collected<String> words = streams.collect(ranking);
      streams.start();
      streams.advance(1);
      assertThat(words.batches().get(0)).containsExactly("a", "b", "c");
    }
  }

  @Test
  void a_stream_is_joined_with_data_that_changes_now_and_then() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      StreamingContext ssc = streams.context();
      PairDStream<String, String> orders =
          streams
              .input(List.of(List.of("eve 1", "ann 2"), List.of("eve 3")))
              .mapToPair(order -> new Tuple2<>(order.split(" ")[0], order));
      PairRDD<String, Boolean> first =
          ssc.rddContext().parallelizePairs(List.of(new Tuple2<>("eve", true)));

      // snippet: GuideReferenceData
      AtomicReference<PairRDD<String, Boolean>> blocked = new AtomicReference<>(first.cache());
      DStream<String> accepted =
          orders
              .transformToPair(rdd -> rdd.leftOuterJoin(blocked.get()))
              .filter(order -> order._2()._2().isEmpty())
              .map(order -> order._2()._1());
      // end of snippet

      Collected<String> passed = streams.collect(accepted);
      streams.start();
      streams.advance(1);
      blocked.set(ssc.rddContext().emptyPairRDD());
      streams.advance(1);
      assertThat(passed.batches()).containsExactly(List.of("ann 2"), List.of("eve 3"));
    }
  }

  @Test
  void streams_are_joined_batch_by_batch_and_window_by_window() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      PairDStream<String, String> clicks = keyed(streams, List.of(List.of(), List.of("ad1 click")));
      PairDStream<String, String> views = keyed(streams, List.of(List.of("ad1 view"), List.of()));

      // snippet: GuideJoins
      PairDStream<String, Tuple2<String, String>> sameBatch = clicks.join(views);

      PairDStream<String, Tuple2<String, String>> lastMinute =
          clicks.window(Durations.seconds(20)).join(views.window(Durations.minutes(1)));
      // end of snippet

      Collected<Tuple2<String, Tuple2<String, String>>> atOnce = streams.collect(sameBatch);
      Collected<Tuple2<String, Tuple2<String, String>>> later = streams.collect(lastMinute);
      streams.start();
      streams.advance(2);
      assertThat(atOnce.batches()).containsExactly(List.of(), List.of());
      assertThat(later.batches().get(1)).hasSize(1);
    }
  }

  private static PairDStream<String, String> keyed(
      TestStreams streams, List<List<String>> batches) {
    return streams.input(batches).mapToPair(text -> new Tuple2<>(text.split(" ")[0], text));
  }

  @Test
  void a_large_value_is_shared_by_a_broadcast_and_an_accumulator_counts() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      StreamingContext ssc = streams.context();
      DStream<String> words = streams.input(List.of(List.of("to", "be", "zzz")));

      // snippet: GuideShared
      var dictionary = ssc.rddContext().broadcast(List.of("to", "be", "or", "not"));
      var unknown = ssc.rddContext().longAccumulator("unknown words");
      words.foreachRDD(
          rdd ->
              rdd.foreach(
                  word -> {
                    if (!dictionary.value().contains(word)) {
                      unknown.add(1);
                    }
                  }));
      // end of snippet

      streams.start();
      streams.advance(1);
      assertThat(unknown.value()).isEqualTo(1);
    }
  }

  @Test
  void what_is_used_twice_is_kept() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      DStream<String> lines = streams.input(List.of(List.of("7", "8")));

      // snippet: GuidePersist
      DStream<Integer> parsed = lines.map(Integer::parseInt).persist();
      DStream<Long> count = parsed.count();
      DStream<Integer> sum = parsed.reduce(Integer::sum);
      // end of snippet

      Collected<Long> counted = streams.collect(count);
      Collected<Integer> added = streams.collect(sum);
      streams.start();
      streams.advance(1);
      assertThat(counted.batches()).containsExactly(List.of(2L));
      assertThat(added.batches()).containsExactly(List.of(15));
    }
  }

  @Test
  void datasets_can_be_looked_at_from_outside() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      StreamingContext ssc = streams.context();
      DStream<String> words = streams.input(List.of(List.of("a"), List.of("b")));

      // snippet: GuideRemember
      ssc.remember(Durations.minutes(5));
      // end of snippet

      Collected<String> unused = streams.collect(words);
      streams.start();
      streams.advance(2);
      List<RDD<String>> both = words.slice(unused.times().get(0), unused.times().get(1));
      assertThat(both).hasSize(2);
    }
  }
}
