package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Tuple2;
import dev.sluice.io.Storage;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.ReliableReceiver;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A source that sends again what was not acknowledged, when the program crashes at every call of
 * its storage. The system property {@code sluice.rounds} says for how many seeds.
 */
class ReliableReceiverCrashTest {
  private static final int BATCHES = 6;
  private static final int PER_BATCH = 4;

  private static StreamingConf conf() {
    return new StreamingConf()
        .set("streaming.checkpoint.interval", "2s")
        .set("streaming.checkpoint.kept", "2")
        .set("streaming.receiver.writeAheadLog.enable", "true")
        .set("streaming.receiver.writeAheadLog.rollingIntervalSecs", "1s");
  }

  /** Numbers are sent, each until it is acknowledged; outputs are how often each came. */
  private static final class Source implements CrashScenario<Set<Integer>> {
    private final Map<Integer, Integer> sent = new HashMap<>();
    private final TreeSet<Integer> unacknowledged = new TreeSet<>();
    private final Set<Integer> acknowledged = new TreeSet<>();
    private final TreeMap<Time, Map<Integer, Integer>> states = new TreeMap<>();
    private int batch;
    private int next;

    @Override
    public Set<Integer> run(Storage storage) throws Exception {
      Time now = new Time(Durations.seconds(batch).toMillis());
      try (TestStreams streams = TestStreams.create(conf(), Durations.seconds(1), now)) {
        Numbers receiver = new Numbers(this);
        define(streams, receiver, storage);
        streams.start();
        receiver.awaitStart();
        for (int number : waiting()) {
          send(receiver, number);
        }
        while (batch < BATCHES) {
          while (next < (batch + 1) * PER_BATCH) {
            send(receiver, next++);
          }
          streams.advance(1);
          batch++;
        }
        streams.advance(1);
        batch++;
      }
      return check();
    }

    private void define(TestStreams streams, Numbers receiver, Storage storage) {
      streams.context().checkpoint(storage);
      PairDStream<Integer, Integer> totals =
          streams
              .context()
              .receiverStream(receiver)
              .mapToPair(number -> new Tuple2<>(number, 1))
              .updateStateByKey((ones, total) -> Optional.of(total.orElse(0) + ones.size()));
      totals.foreachRDD(
          (rdd, time) -> {
            Map<Integer, Integer> counts = new HashMap<>();
            rdd.collect().forEach(pair -> counts.put(pair._1(), pair._2()));
            synchronized (states) {
              states.put(time, counts);
            }
          });
    }

    private synchronized List<Integer> waiting() {
      return List.copyOf(unacknowledged);
    }

    private void send(Numbers receiver, int number) {
      synchronized (this) {
        unacknowledged.add(number);
        sent.merge(number, 1, Integer::sum);
      }
      receiver.store(number, number);
    }

    private synchronized void acknowledged(List<Integer> numbers) {
      for (int number : numbers) {
        assertThat(unacknowledged).as("in order and once").contains(number);
        assertThat(unacknowledged.first()).isEqualTo(number);
        unacknowledged.remove(number);
        acknowledged.add(number);
      }
    }

    private synchronized Set<Integer> check() {
      Map<Integer, Integer> found = states.lastEntry().getValue();
      assertThat(unacknowledged).isEmpty();
      assertThat(found).containsOnlyKeys(acknowledged);
      found.forEach((number, times) -> assertThat(times).isBetween(1, sent.get(number)));
      return found.keySet();
    }
  }

  /** Fed by the source. */
  private static final class Numbers extends ReliableReceiver<Integer, Integer> {
    private static final long serialVersionUID = 1L;

    private final transient Source source;
    private final transient Semaphore starts = new Semaphore(0);

    Numbers(Source source) {
      super(StorageLevel.MEMORY_ONLY);
      this.source = source;
    }

    void awaitStart() throws InterruptedException {
      assertThat(starts.tryAcquire(Threads.PATIENCE_S, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void onStart() {
      starts.release();
    }

    @Override
    public void onStop() {}

    @Override
    protected void acknowledge(List<Integer> positions) {
      source.acknowledged(positions);
    }
  }

  @Test
  void what_was_acknowledged_is_in_the_results_and_what_was_not_comes_again() {
    for (int round = 0; round < Integer.getInteger("sluice.rounds", 1); round++) {
      long seed = Long.getLong("sluice.seed", 1) + round;
      int crashes = CrashingStorage.atEveryCall(seed, Source::new);
      System.out.printf("acknowledged data, seed %d: %d crash points%n", seed, crashes);
      assertThat(crashes).isGreaterThan(BATCHES);
    }
  }
}
