package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Tuple2;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A program that is started again with another batch interval: 1 s, then 500 ms, then 2 s. */
class ChangedIntervalTest {
  private static final Duration WINDOW = Duration.ofSeconds(4);
  private static final Duration SLIDE = Duration.ofSeconds(2);

  private enum End {
    GRACEFUL,
    CRASH
  }

  private final Map<Time, Integer> totals = Collections.synchronizedMap(new TreeMap<>());
  private final Map<Time, Integer> windows = Collections.synchronizedMap(new TreeMap<>());
  private CrashingStorage storage = new CrashingStorage(1);

  private static final StreamingConf EVERY_2_S =
      new StreamingConf().set("streaming.checkpoint.interval", "2s");

  private void define(TestStreams streams) {
    streams.context().checkpoint(storage);
    PairDStream<String, Integer> ones =
        streams
            .input(Collections.nCopies(100, List.of("a")))
            .mapToPair(word -> new Tuple2<>(word, 1));
    note(
        ones.<Integer>updateStateByKey((all, sum) -> Optional.of(sum.orElse(0) + all.size())),
        totals);
    note(ones.reduceByKeyAndWindow(Integer::sum, WINDOW, SLIDE), windows);
  }

  private static void note(PairDStream<String, Integer> sums, Map<Time, Integer> noted) {
    sums.foreachRDD((rdd, batch) -> rdd.collect().forEach(sum -> noted.put(batch, sum._2())));
  }

  /** Runs from one time to another. */
  private void run(long intervalMs, long fromMs, long untilMs, End end) {
    TestStreams streams = TestStreams.create(EVERY_2_S, Duration.ofMillis(intervalMs));
    try (streams) {
      streams.clock().advance(Duration.ofMillis(fromMs));
      define(streams);
      streams.start();
      streams.advance((int) ((untilMs - fromMs) / intervalMs));
      if (end == End.GRACEFUL) {
        streams.context().stop(true);
      }
    }
    storage = storage.recover();
  }

  private void runAtThreeIntervals(End end) {
    run(1_000, 0, 5_000, end);
    run(500, 5_000, 9_000, end);
    run(2_000, 9_000, 15_000, end);
  }

  private static Map<Time, Integer> at(Map<Integer, Integer> sumsByMs) {
    Map<Time, Integer> sums = new TreeMap<>();
    sumsByMs.forEach((ms, sum) -> sums.put(new Time(ms), sum));
    return sums;
  }

  @Test
  void after_graceful_stops_the_grid_goes_on_from_the_last_batch() {
    runAtThreeIntervals(End.GRACEFUL);

    assertThat(totals)
        .hasSize(16)
        .containsAllEntriesOf(at(Map.of(5_000, 5, 5_500, 6, 9_000, 13, 11_000, 14, 15_000, 16)));
    assertThat(windows)
        .isEqualTo(
            at(Map.of(2_000, 2, 4_000, 4, 7_000, 6, 9_000, 8, 11_000, 5, 13_000, 2, 15_000, 2)));
  }

  @Test
  void after_crashes_the_grid_goes_on_from_the_last_checkpoint() {
    runAtThreeIntervals(End.CRASH);

    assertThat(totals)
        .hasSize(16)
        .containsAllEntriesOf(at(Map.of(5_000, 5, 5_500, 6, 9_000, 13, 10_000, 14, 14_000, 16)));
    assertThat(windows)
        .isEqualTo(
            at(Map.of(2_000, 2, 4_000, 4, 6_000, 5, 8_000, 7, 10_000, 7, 12_000, 4, 14_000, 2)));
  }
}
