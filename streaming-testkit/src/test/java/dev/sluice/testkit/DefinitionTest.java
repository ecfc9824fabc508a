package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.dstream.DStream;
import dev.sluice.dstream.InputDStream;
import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Tuple2;
import dev.sluice.rdd.Plan;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.streaming.StreamingContextState;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DefinitionTest {
  private final TestStreams streams = TestStreams.create(Durations.seconds(1));
  private final StreamingContext context = streams.context();
  private final InputDStream<Integer> input =
      streams.input(List.of(List.of(1), List.of(2), List.of(3), List.of(4)));

  @AfterEach
  void stop() throws InterruptedException {
    streams.close();
    Threads.assertNoneLeft();
  }

  @Test
  void a_window_is_a_multiple_of_the_slide() {
    assertThatThrownBy(() -> input.window(Durations.milliseconds(1_500)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Cannot take a window of List stream [0]")
        .hasMessageEndingWith(
            "found a window of 1500 ms, expected a multiple of the stream's slide of 1000 ms");
    assertThatThrownBy(() -> input.window(Durations.seconds(2), Durations.milliseconds(300)))
        .hasMessageContaining("found a slide of 300 ms, expected a multiple");
  }

  @Test
  void a_window_of_a_window_is_a_multiple_of_its_slide() {
    DStream<Integer> slow = input.window(Durations.seconds(4), Durations.seconds(2));
    assertThatThrownBy(() -> slow.window(Durations.seconds(3), Durations.seconds(2)))
        .hasMessageContaining("found a window of 3000 ms, expected a multiple")
        .hasMessageContaining("2000 ms");
    assertThat(slow.window(Durations.seconds(4)).slideDuration()).isEqualTo(Durations.seconds(2));
  }

  @Test
  void durations_are_positive_and_in_whole_milliseconds() {
    for (Duration bad :
        List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofNanos(1_500_000))) {
      Stream<Runnable> uses =
          Stream.of(
              () -> input.window(bad),
              () -> input.window(Durations.seconds(2), bad),
              () -> context.remember(bad),
              () -> input.checkpoint(bad),
              () -> newContext("local[2]", bad).close());
      uses.forEach(
          use ->
              assertThatThrownBy(use::run)
                  .as("%s", bad)
                  .isInstanceOf(IllegalArgumentException.class)
                  .hasMessageContaining("expected"));
    }
  }

  @Test
  void a_master_that_nobody_knows_is_refused_with_those_that_are_known() {
    assertThatThrownBy(() -> newContext("loca[2]", Durations.seconds(1)).close())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("loca[2]")
        .hasMessageContaining("local[n]")
        .hasMessageContaining("spark://host:port");
  }

  @Test
  void a_cluster_without_its_artifact_is_refused_with_the_artifact_to_add() {
    assertThatThrownBy(() -> newContext("spark://host:7077", Durations.seconds(1)).close())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dev.sluice:streaming-spark");
  }

  @Test
  void a_context_wants_a_master_and_a_name() {
    assertThatThrownBy(() -> new StreamingContext(new StreamingConf(), Durations.seconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("streaming.master")
        .hasMessageContaining("streaming.appName");
  }

  private static StreamingContext newContext(String master, Duration interval) {
    return new StreamingContext(master, "test", interval);
  }

  @Test
  void streams_of_different_slides_cannot_be_united() {
    DStream<Integer> slow = input.window(Durations.seconds(2), Durations.seconds(2));
    assertThatThrownBy(() -> input.union(slow))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Cannot union")
        .hasMessageContaining("found slides of 1000 ms and 2000 ms, expected the same");
  }

  @Test
  void streams_of_different_contexts_cannot_be_united() {
    try (TestStreams other = TestStreams.create(Durations.seconds(1))) {
      DStream<Integer> foreign = other.input(List.of(List.of(1)));
      assertThatThrownBy(() -> input.union(foreign))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("different contexts");
    }
  }

  @Test
  void a_union_needs_a_stream() {
    assertThatThrownBy(() -> context.union(List.<DStream<Integer>>of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot union streams: found none, expected one or more");
  }

  @Test
  void a_window_longer_than_the_cleaner_ttl_is_refused_at_the_start() {
    StreamingConf conf = StreamingConf.empty().set("spark.cleaner.ttl", "60");
    try (TestStreams bounded = TestStreams.create(conf, Durations.seconds(1))) {
      bounded.input(List.of(List.of(1))).named("clicks").window(Durations.seconds(90)).print();
      assertThatThrownBy(bounded::start)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("\"clicks\" must remember its datasets for 1.5 m")
          .hasMessageContaining("found a cleaner TTL of 1.0 m");
      assertThat(bounded.context().getState()).isEqualTo(StreamingContextState.STOPPED);
    }
  }

  @Test
  void the_remember_duration_is_set_once() {
    context.remember(Durations.seconds(5));
    assertThatThrownBy(() -> context.remember(Durations.seconds(6)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot set the remember duration: it is set to 5000 ms already");
  }

  @Test
  void a_checkpoint_interval_is_a_multiple_of_the_slide() {
    assertThatThrownBy(() -> input.checkpoint(Durations.milliseconds(2_500)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("every 2500 ms: expected a multiple of its slide of 1000 ms");
  }

  @Test
  void a_negative_number_cannot_be_printed() {
    assertThatThrownBy(() -> input.print(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot print -1 records, expected 0 or more");
  }

  @Test
  void datasets_cannot_be_asked_for_before_the_start() {
    assertThatThrownBy(() -> input.slice(new Time(0), new Time(1000)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("List stream [0]")
        .hasMessageContaining("has not been initialized");
    assertThatThrownBy(() -> input.compute(new Time(1000)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_slice_has_the_datasets_of_batches_that_have_come() {
    streams.collect(input);
    context.remember(Durations.seconds(10));
    streams.start();
    streams.advance(3);
    assertThat(slice(0, 1_000)).containsExactly(1);
    assertThat(slice(1_500, 3_999)).containsExactly(1, 2, 3);
    assertThat(input.compute(new Time(2_000)).orElseThrow().collect()).containsExactly(2);
    assertThat(input.compute(new Time(2_500))).isEmpty();
  }

  @Test
  void looking_ahead_does_not_take_anything_from_batches_to_come() {
    Collected<Integer> collected = streams.collect(input);
    streams.start();
    assertThat(slice(0, 4_000)).isEmpty();
    assertThat(input.compute(new Time(2_000))).isEmpty();
    streams.advance(2);
    assertThat(collected.records()).containsExactly(1, 2);
  }

  private List<Integer> slice(long fromMs, long toMs) {
    return input.slice(new Time(fromMs), new Time(toMs)).stream()
        .map(RDD::collect)
        .flatMap(List::stream)
        .toList();
  }

  @Test
  void datasets_are_kept_as_long_as_remembered_and_computed_once() {
    DStream<Integer> mapped = input.map(number -> number);
    streams.collect(mapped);
    context.remember(Durations.seconds(2));
    streams.start();
    streams.advance(2);
    RDD<Integer> second = mapped.compute(new Time(2_000)).orElseThrow();
    assertThat(mapped.compute(new Time(2_000)).orElseThrow()).isSameAs(second);
    streams.advance(1);
    assertThat(mapped.compute(new Time(2_000)).orElseThrow()).isSameAs(second);
    streams.advance(1);
    assertThat(mapped.compute(new Time(2_000))).isEmpty();
  }

  @Test
  void persisted_datasets_are_dropped_when_forgotten() {
    DStream<Integer> mapped = input.map(number -> number).persist(StorageLevel.MEMORY_ONLY);
    streams.collect(mapped);
    streams.start();
    streams.advance(1);
    RDD<Integer> first = mapped.compute(new Time(1_000)).orElseThrow();
    assertThat(first.storageLevel()).isEqualTo(StorageLevel.MEMORY_ONLY);
    streams.advance(1);
    assertThat(first.storageLevel()).isEqualTo(StorageLevel.NONE);
  }

  @Test
  void a_window_keeps_what_windows_share() {
    DStream<Integer> mapped = input.map(number -> number);
    Collected<Integer> windows =
        streams.collect(mapped.window(Durations.seconds(2), Durations.seconds(1)));
    streams.start();
    streams.advance(3);
    assertThat(windows.batches()).containsExactly(List.of(1), List.of(1, 2), List.of(2, 3));
    assertThat(mapped.compute(new Time(3_000)).orElseThrow().storageLevel())
        .isEqualTo(StorageLevel.MEMORY_ONLY_SER);
  }

  @Test
  void a_window_may_be_kept_at_another_level() {
    DStream<Integer> mapped = input.map(number -> number);
    streams.collect(mapped.window(Durations.seconds(2)).persist(StorageLevel.MEMORY_ONLY));
    streams.start();
    streams.advance(1);
    assertThat(mapped.compute(new Time(1_000)).orElseThrow().storageLevel())
        .isEqualTo(StorageLevel.MEMORY_ONLY);
  }

  @Test
  void a_state_is_kept_and_lets_its_inputs_go_even_if_its_records_are_not_kept() {
    PairDStream<Integer, Integer> totals =
        input
            .mapToPair(number -> new Tuple2<>(number, 1))
            .<Integer>updateStateByKey((all, sum) -> Optional.of(sum.orElse(0) + all.size()))
            .persist(StorageLevel.NONE);
    streams.collect(totals);
    streams.start();
    streams.advance(2);
    RDD<Tuple2<Integer, Integer>> records = totals.compute(new Time(2_000)).orElseThrow();
    Plan<?> state = records.plan().parents().get(0);
    assertThat(records.storageLevel()).isEqualTo(StorageLevel.NONE);
    assertThat(state.storageLevel()).isEqualTo(StorageLevel.MEMORY_ONLY);
    assertThat(state.isCut()).isTrue();
  }

  @Test
  void an_operator_that_is_given_a_name_bears_it_in_messages() {
    DStream<Integer> named = input.named("orders");
    assertThatThrownBy(() -> named.window(Durations.milliseconds(1)))
        .hasMessageContaining("List stream [0] \"orders\"");
  }

  @Test
  void a_blank_name_is_refused_where_it_is_given() {
    for (String blank : List.of("", " ")) {
      assertThatThrownBy(() -> input.named(blank))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("Cannot name List stream [0] at ")
          .hasMessageEndingWith("found \"" + blank + "\", expected a name that is not blank");
    }
  }
}
