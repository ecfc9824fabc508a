package dev.sluice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.io.Storage;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.ReliableReceiver;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.testkit.CrashScenario;
import dev.sluice.testkit.CrashingStorage;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Between a source that sends again what was not acknowledged and a database, no record is lost and
 * none is there twice, wherever the program crashes: also between the database's commit and the
 * ledger's record of it. Without a log the batch of such a crash runs again with the records that
 * the source sends again. The system property {@code sluice.seed} is for another run.
 */
class ReceivedOnceTest {
  private static final int BATCHES = 4;
  private static final int TO_DRAIN = 3;
  private static final int PER_BATCH = 3;
  private static final long PATIENCE_S = 20;

  @TempDir private Path directory;

  /** Numbers, each sent until it is acknowledged; the result is the rows. */
  private static final class Source implements CrashScenario<List<String>> {
    private final StreamingConf conf;
    private final Database database;
    private final TreeSet<Integer> unacknowledged = new TreeSet<>();
    private int batch;
    private int next;

    Source(StreamingConf conf, Database database) {
      this.conf = conf;
      this.database = database;
    }

    @Override
    public List<String> run(Storage storage) throws Exception {
      Time now = new Time(Durations.seconds(batch).toMillis());
      try (TestStreams streams = TestStreams.create(conf, Durations.seconds(1), now)) {
        Numbers receiver = new Numbers(this);
        streams.context().checkpoint(storage);
        streams
            .context()
            .receiverStream(receiver)
            .map(number -> Integer.toString(number))
            .saveTo("numbers", database.words(0));
        streams.start();
        receiver.awaitStart();
        waiting().forEach(number -> receiver.store(number, number));
        while (batch < BATCHES) {
          sendBatch(receiver);
          batch++;
          streams.advance(1);
        }
        batch += TO_DRAIN;
        streams.advance(TO_DRAIN);
      }
      assertThat(waiting()).as("unacknowledged").isEmpty();
      return database.query("SELECT word FROM words ORDER BY CAST(word AS INTEGER)");
    }

    private void sendBatch(Numbers receiver) {
      while (next < (batch + 1) * PER_BATCH) {
        int number = next++;
        synchronized (this) {
          unacknowledged.add(number);
        }
        receiver.store(number, number);
      }
    }

    private synchronized List<Integer> waiting() {
      return List.copyOf(unacknowledged);
    }

    private synchronized void acknowledged(List<Integer> numbers) {
      unacknowledged.removeAll(numbers);
    }

    @Override
    public void compare(List<String> crashFree, List<String> crashed) {
      List<String> each =
          IntStream.range(0, BATCHES * PER_BATCH).mapToObj(Integer::toString).toList();
      assertThat(crashFree).isEqualTo(each);
      assertThat(crashed).isEqualTo(each);
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
      assertThat(starts.tryAcquire(PATIENCE_S, TimeUnit.SECONDS)).as("started").isTrue();
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

    @Override
    protected boolean identifiesByPosition() {
      return true;
    }
  }

  private Source source(StreamingConf conf) {
    try {
      return new Source(conf, Database.create(Files.createTempDirectory(directory, "db")));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @Timeout(value = 5, unit = TimeUnit.MINUTES) // each crash has a database of its own
  @CsvSource({
    "streaming.receiver.writeAheadLog.enable, true",
    "streaming.receiver.ackAfter, processed"
  })
  void a_crash_at_any_call_loses_nothing_and_doubles_nothing(String key, String value) {
    StreamingConf conf =
        new StreamingConf().set("streaming.checkpoint.interval", "2s").set(key, value);
    long seed = Long.getLong("sluice.seed", 1);

    int crashes = CrashingStorage.atEveryCall(seed, () -> source(conf));

    System.out.printf("received once, %s, seed %d: %d crash points%n", key, seed, crashes);
    assertThat(crashes).isGreaterThan(BATCHES);
  }
}
