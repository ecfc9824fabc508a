package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Tuple2;
import dev.sluice.io.Storage;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Logged received data when the program crashes at every call of its storage. The system property
 * {@code sluice.rounds} says for how many seeds.
 */
class ReceivedDataCrashTest {
  private static final int BATCHES = 8;
  private static final int LISTS = 2;
  private static final int PER_LIST = 3;
  private static final int SINGLE = 2;

  private static StreamingConf conf() {
    return new StreamingConf()
        .set("streaming.checkpoint.interval", "2s")
        .set("streaming.checkpoint.kept", "2")
        .set("streaming.receiver.writeAheadLog.enable", "true")
        .set("streaming.receiver.writeAheadLog.rollingIntervalSecs", "1s");
  }

  /**
   * A source of numbered records: for each batch some lists and some single records. It counts how
   * often it sent each, and goes on after a crash with the first that was not confirmed: a list is
   * when it is stored, a single record when the batch is done.
   */
  private static final class Source implements CrashScenario<Map<String, Integer>> {
    private final Map<String, Integer> sent = new HashMap<>();
    private final TreeMap<Time, Map<String, Integer>> batches = new TreeMap<>();
    private final TreeMap<Time, Map<String, Integer>> states = new TreeMap<>();
    private int until = BATCHES;
    private int batch;
    private int confirmedLists;

    @Override
    public Map<String, Integer> run(Storage storage) throws Exception {
      Time now = new Time(Durations.seconds(batch).toMillis());
      try (TestStreams streams = TestStreams.create(conf(), Durations.seconds(1), now)) {
        HandFedReceiver receiver = new HandFedReceiver();
        define(streams, receiver, storage);
        streams.start();
        receiver.awaitStart();
        while (batch < until) {
          send(receiver);
          streams.advance(1);
          batch++;
          confirmedLists = 0;
        }
        streams.advance(1);
        batch++;
      }
      check();
      return states.lastEntry().getValue();
    }

    private void define(TestStreams streams, HandFedReceiver receiver, Storage storage) {
      streams.context().checkpoint(storage);
      PairDStream<String, Integer> ones =
          streams.context().receiverStream(receiver).mapToPair(record -> new Tuple2<>(record, 1));
      PairDStream<String, Integer> totals =
          ones.updateStateByKey((added, total) -> Optional.of(total.orElse(0) + added.size()));
      keep(ones.reduceByKey(Integer::sum), batches);
      keep(totals, states);
    }

    private static void keep(
        PairDStream<String, Integer> stream, Map<Time, Map<String, Integer>> kept) {
      stream.foreachRDD(
          (rdd, time) -> {
            Map<String, Integer> records = new HashMap<>();
            rdd.collect().forEach(pair -> records.put(pair._1(), pair._2()));
            synchronized (kept) {
              kept.put(time, records);
            }
          });
    }

    private void send(HandFedReceiver receiver) {
      for (int list = confirmedLists; list < LISTS; list++) {
        String name = "batch " + batch + " list " + list + " record ";
        List<String> records = IntStream.range(0, PER_LIST).mapToObj(n -> name + n).toList();
        records.forEach(record -> sent.merge(record, 1, Integer::sum));
        receiver.store(records);
        confirmedLists++;
      }
      for (int single = 0; single < SINGLE; single++) {
        String record = "batch " + batch + " record " + single;
        sent.merge(record, 1, Integer::sum);
        receiver.store(record);
      }
    }

    /**
     * Each record is there, and as often as it was sent at most; the state has what batches had.
     */
    private void check() {
      Map<String, Integer> found = states.lastEntry().getValue();
      assertThat(found).containsOnlyKeys(sent.keySet());
      found.forEach((record, times) -> assertThat(times).as(record).isBetween(1, sent.get(record)));
      Map<String, Integer> inBatches = new HashMap<>();
      batches
          .values()
          .forEach(had -> had.forEach((record, n) -> inBatches.merge(record, n, Integer::sum)));
      assertThat(inBatches).isEqualTo(found);
    }

    @Override
    public void compare(Map<String, Integer> crashFree, Map<String, Integer> crashed) {
      assertThat(crashed).containsOnlyKeys(crashFree.keySet());
    }
  }

  @Test
  void what_was_confirmed_is_in_the_results_once_and_the_rest_when_it_is_sent_again() {
    for (int round = 0; round < Integer.getInteger("sluice.rounds", 1); round++) {
      long seed = Long.getLong("sluice.seed", 1) + round;
      int crashes = CrashingStorage.atEveryCall(seed, Source::new);
      System.out.printf("logged received data, seed %d: %d crash points%n", seed, crashes);
      assertThat(crashes).isGreaterThan(BATCHES);
    }
  }

  @Test
  void log_files_of_old_data_are_deleted_also_after_crashes() throws Exception {
    CrashingStorage storage = new CrashingStorage(1);
    Source source = new Source();
    Map<String, Integer> unused = source.run(storage);
    List<String> first = storage.list("received/0");

    source.until = 2 * BATCHES;
    CrashingStorage later = storage.recover();
    Map<String, Integer> unusedToo = source.run(later);

    assertThat(first).hasSizeLessThan(BATCHES);
    assertThat(later.list("received/0")).isNotEmpty().hasSizeLessThanOrEqualTo(first.size());
  }
}
