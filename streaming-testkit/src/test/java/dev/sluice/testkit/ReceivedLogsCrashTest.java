package dev.sluice.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.io.LogPosition;
import dev.sluice.io.Storage;
import dev.sluice.receiver.ReceivedLogs;
import dev.sluice.receiver.StorageReceivedLogs;
import dev.sluice.time.ManualClock;
import java.time.Duration;
import java.util.TreeMap;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceivedLogsCrashTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void every_block_whose_append_completed_is_read_back_whole(long seed, TestReporter reporter) {
    int crashes = CrashingStorage.atEveryCall(seed, Receiving::new);
    reporter.publishEntry("seed " + seed, crashes + " crashes");
    assertThat(crashes).isGreaterThan(20);
  }

  /** Appends the blocks of two streams in turn, each launch a few, in files of few blocks. */
  private static final class Receiving implements CrashScenario<Integer> {
    private static final int BLOCKS = 12;
    private static final int STREAMS = 2;
    private final TreeMap<Integer, LogPosition> durable = new TreeMap<>();

    @Override
    public Integer run(Storage storage) throws Exception {
      ManualClock clock = new ManualClock();
      try (var logs = new StorageReceivedLogs(storage, clock, 1, Duration.ofSeconds(3), 3)) {
        check(logs);
        for (int number = 0; number < BLOCKS; number++) {
          if (!durable.containsKey(number)) {
            clock.advance(Duration.ofSeconds(1));
            try (ReceivedLogs.Writer writer = logs.open(number % STREAMS)) {
              durable.put(number, writer.append(UTF_8.encode(block(number))).get());
            }
          }
        }
        check(logs);
      }
      return durable.size();
    }

    private void check(ReceivedLogs logs) throws Exception {
      for (var entry : durable.entrySet()) {
        int number = entry.getKey();
        String found = UTF_8.decode(logs.read(number % STREAMS, entry.getValue())).toString();
        assertThat(found).isEqualTo(block(number));
      }
    }

    private static String block(int number) {
      return number + ":" + "x".repeat(number * 37 % 200);
    }
  }
}
