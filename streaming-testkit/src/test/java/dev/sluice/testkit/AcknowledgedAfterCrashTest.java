package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dstream.InputDStream;
import dev.sluice.function.Tuple2;
import dev.sluice.io.Storage;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.testkit.ResendingSource.Numbers;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A source that sends again what was not acknowledged, when the program crashes at every call of
 * its storage: with and without a write-ahead log, acknowledging what is stored or processed. Where
 * positions identify records, each counts once, and a batch that runs again writes the same. The
 * system property {@code sluice.rounds} says for how many seeds.
 */
class AcknowledgedAfterCrashTest {
  private static final int BATCHES = 5;
  private static final int PER_BATCH = 3;
  private static final int MOST_MORE_BATCHES = 14;
  private static final int WINDOW = 3;

  /** What is made of the numbers. */
  private enum Program {
    /** Each batch is written under its time. */
    SINK,
    /** The state has how often each came. */
    STATE,
    /** The window has all batches. */
    LONG_WINDOW,
    /** Each number is in three windows, written under the time of the batch. */
    SHORT_WINDOW
  }

  /** How the program runs. */
  private record Setting(Program program, String ackAfter, boolean logs, boolean identifying) {
    StreamingConf conf() {
      return new StreamingConf()
          .set("streaming.checkpoint.interval", "2s")
          .set("streaming.checkpoint.kept", "2")
          .set("streaming.receiver.ackAfter", ackAfter)
          .set("streaming.receiver.writeAheadLog.enable", Boolean.toString(logs))
          .set("streaming.receiver.writeAheadLog.rollingIntervalSecs", "1s");
    }
  }

  /** The source, what the program wrote, and the program of which one object sees one crash. */
  private static final class Scenario implements CrashScenario<Set<Integer>> {
    private final Setting setting;
    private final ResendingSource source = new ResendingSource();
    private final TreeMap<Time, Map<Integer, Integer>> written = new TreeMap<>();
    private final List<String> changed = new ArrayList<>();
    private int batch;

    Scenario(Setting setting) {
      this.setting = setting;
    }

    @Override
    public Set<Integer> run(Storage storage) throws Exception {
      Time now = new Time(Durations.seconds(batch).toMillis());
      try (TestStreams streams = TestStreams.create(setting.conf(), Durations.seconds(1), now)) {
        streams.context().checkpoint(storage);
        Numbers receiver = new Numbers(source, setting.identifying());
        define(streams.context().receiverStream(receiver));
        streams.start();
        source.sendAgain(receiver);
        while (batch < BATCHES) {
          source.sendUpTo((batch + 1) * PER_BATCH, receiver);
          advance(streams);
        }
        int last = batch + MOST_MORE_BATCHES;
        advance(streams);
        while (batch < last && !source.unacknowledged().isEmpty()) {
          advance(streams);
        }
      }
      return check();
    }

    private void advance(TestStreams streams) {
      streams.advance(1);
      batch++;
    }

    private void define(InputDStream<Integer> numbers) {
      switch (setting.program()) {
        case SINK -> numbers.foreachRDD((rdd, time) -> write(time, rdd.collect()));
        case LONG_WINDOW ->
            numbers
                .window(Durations.seconds(100))
                .foreachRDD((rdd, time) -> write(time, rdd.collect()));
        case SHORT_WINDOW ->
            numbers
                .window(Durations.seconds(WINDOW))
                .foreachRDD((rdd, time) -> write(time, rdd.collect()));
        case STATE ->
            numbers
                .mapToPair(number -> new Tuple2<>(number, 1))
                .<Integer>updateStateByKey(
                    (ones, total) -> Optional.of(total.orElse(0) + ones.size()))
                .foreachRDD((rdd, time) -> write(time, Map.copyOf(rdd.collectAsMap())));
      }
    }

    private void write(Time time, List<Integer> numbers) {
      Map<Integer, Integer> counts = new HashMap<>();
      numbers.forEach(number -> counts.merge(number, 1, Integer::sum));
      write(time, counts);
    }

    private synchronized void write(Time time, Map<Integer, Integer> counts) {
      Map<Integer, Integer> before = written.put(time, counts);
      if (before != null && !before.equals(counts)) {
        changed.add("%s: %s, then %s".formatted(time, before, counts));
      }
    }

    private synchronized Set<Integer> check() {
      assertThat(source.unacknowledged()).as("not acknowledged").isEmpty();
      if (setting.identifying()) {
        assertThat(changed).as("batches that wrote something else when they ran again").isEmpty();
      }
      Map<Integer, Integer> counts = new TreeMap<>();
      boolean allCount =
          setting.program() == Program.SINK || setting.program() == Program.SHORT_WINDOW;
      (allCount ? written : written.tailMap(written.lastKey()))
          .values()
          .forEach(
              batches -> batches.forEach((number, n) -> counts.merge(number, n, Integer::sum)));
      int times = setting.program() == Program.SHORT_WINDOW ? WINDOW : 1;
      boolean isExact = setting.identifying();
      counts.forEach(
          (number, n) -> {
            assertThat(n).as("how often %s came", number).isGreaterThanOrEqualTo(times);
            assertThat(isExact && n > times).as("%s came %s times", number, n).isFalse();
          });
      return new TreeSet<>(counts.keySet());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SINK, processed, false, false",
    "SINK, processed, false, true",
    "SINK, processed, true, true",
    "SINK, stored, true, true",
    "STATE, processed, false, false",
    "STATE, processed, false, true",
    "STATE, stored, true, true",
    "STATE, processed, true, true",
    "LONG_WINDOW, stored, true, true",
    "SHORT_WINDOW, processed, false, false",
    "SHORT_WINDOW, processed, false, true"
  })
  void nothing_is_lost_and_what_is_identified_counts_once(
      Program program, String ackAfter, boolean logs, boolean identifying) {
    Setting setting = new Setting(program, ackAfter, logs, identifying);
    for (int round = 0; round < Integer.getInteger("sluice.rounds", 1); round++) {
      long seed = Long.getLong("sluice.seed", 1) + round;
      int crashes = CrashingStorage.atEveryCall(seed, () -> new Scenario(setting));
      System.out.printf("%s, seed %d: %d crash points%n", setting, seed, crashes);
      assertThat(crashes).isGreaterThan(BATCHES);
    }
  }
}
