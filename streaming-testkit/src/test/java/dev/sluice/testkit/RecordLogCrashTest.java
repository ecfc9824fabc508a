package dev.sluice.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.io.LogEvents;
import dev.sluice.io.LogPosition;
import dev.sluice.io.LogSettings;
import dev.sluice.io.RecordLog;
import dev.sluice.io.Storage;
import dev.sluice.time.ManualClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordLogCrashTest {
  private static final LogSettings SETTINGS = LogSettings.of("test").withMaxFileBytes(400);

  private static RecordLog open(Storage storage) throws IOException {
    return RecordLog.open(storage, "log", SETTINGS, new ManualClock(), LogEvents.IGNORED);
  }

  /** A record whose length depends on its number; some are empty but for the number. */
  private static ByteBuffer record(String name, int number) {
    return UTF_8.encode(name + number + ":" + "x".repeat(number * 7 % 40));
  }

  private static Map<LogPosition, String> contents(RecordLog log) throws IOException {
    Map<LogPosition, String> found = new TreeMap<>();
    log.replay((position, payload) -> found.put(position, UTF_8.decode(payload).toString()));
    return found;
  }

  private static List<String> numbered(int count) {
    List<String> records = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      records.add(UTF_8.decode(record("r", number)).toString());
    }
    return records;
  }

  /** Appends numbered records in groups of three and checks what an earlier run left. */
  private static final class InOrder implements CrashScenario<List<String>> {
    private static final int RECORDS = 36;
    private static final int GROUP = 3;
    private final Map<LogPosition, String> durable = new TreeMap<>();

    @Override
    public List<String> run(Storage storage) throws Exception {
      try (RecordLog log = open(storage)) {
        Map<LogPosition, String> found = contents(log);
        assertThat(found).containsAllEntriesOf(durable);
        assertThat(found.values()).containsExactlyElementsOf(numbered(found.size()));
        for (Map.Entry<LogPosition, String> record : durable.entrySet()) {
          assertThat(UTF_8.decode(log.read(record.getKey())).toString())
              .isEqualTo(record.getValue());
        }
        for (int next = found.size(); next < RECORDS; next += GROUP) {
          append(log, next);
        }
        return List.copyOf(contents(log).values());
      }
    }

    private void append(RecordLog log, int first) throws Exception {
      List<CompletableFuture<LogPosition>> group = new ArrayList<>();
      for (int number = first; number < Math.min(first + GROUP, RECORDS); number++) {
        group.add(log.append(record("r", number)));
      }
      for (int k = 0; k < group.size(); k++) {
        durable.put(group.get(k).get(), UTF_8.decode(record("r", first + k)).toString());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void durable_records_survive_a_crash_at_any_call_once_and_in_order(long seed) {
    assertThat(CrashingStorage.atEveryCall(seed, InOrder::new)).isGreaterThan(25);
  }

  /** Appends one after another and drops the files that are no longer needed. */
  private static final class Cleaned implements CrashScenario<Integer> {
    private static final int RECORDS = 60;
    private static final int KEPT = 20;
    private int durable;

    @Override
    public Integer run(Storage storage) throws Exception {
      try (RecordLog log = open(storage)) {
        List<String> found = List.copyOf(contents(log).values());
        int first = found.isEmpty() ? 0 : number(found.get(0));
        assertThat(found)
            .isEqualTo(numbered(first + found.size()).subList(first, first + found.size()));
        assertThat(first).isLessThanOrEqualTo(Math.max(0, durable - KEPT));
        assertThat(first + found.size()).isGreaterThanOrEqualTo(durable);
        List<LogPosition> positions = new ArrayList<>(contents(log).keySet());
        for (int next = first + found.size(); next < RECORDS; next++) {
          positions.add(log.append(record("r", next)).get());
          durable = next + 1;
          if (positions.size() > KEPT) {
            log.deleteBefore(positions.get(positions.size() - KEPT).sequence());
          }
        }
        assertThat(log.files()).hasSizeLessThan(8);
        return number(List.copyOf(contents(log).values()).get(contents(log).size() - 1));
      }
    }

    private static int number(String record) {
      return Integer.parseInt(record.substring(1, record.indexOf(':')));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void files_are_cleaned_oldest_first_whatever_happens(long seed) {
    assertThat(CrashingStorage.atEveryCall(seed, Cleaned::new)).isGreaterThan(100);
  }

  /** Threads that each append their own series. */
  private static final class Concurrent implements CrashScenario<Map<String, List<String>>> {
    private static final List<String> THREADS = List.of("a", "b", "c", "d");
    private static final int RECORDS = 12;
    private final Map<LogPosition, String> durable = new ConcurrentSkipListMap<>();

    @Override
    public Map<String, List<String>> run(Storage storage) throws Exception {
      ExecutorService threads = Executors.newFixedThreadPool(THREADS.size());
      try (RecordLog log = open(storage)) {
        assertThat(contents(log)).containsAllEntriesOf(durable);
        Map<String, List<String>> found = byThread(log);
        List<Future<?>> running = new ArrayList<>();
        for (String name : THREADS) {
          int first = found.get(name).size();
          running.add(threads.submit(() -> append(log, name, first)));
        }
        for (Future<?> thread : running) {
          thread.get();
        }
        return byThread(log);
      } finally {
        threads.shutdown();
      }
    }

    private Map<String, List<String>> byThread(RecordLog log) throws IOException {
      Map<String, List<String>> found = new TreeMap<>();
      THREADS.forEach(name -> found.put(name, new ArrayList<>()));
      contents(log).values().forEach(record -> found.get(record.substring(0, 1)).add(record));
      found.forEach(
          (name, records) -> {
            for (int number = 0; number < records.size(); number++) {
              assertThat(records.get(number))
                  .isEqualTo(UTF_8.decode(record(name, number)).toString());
            }
          });
      return found;
    }

    private Void append(RecordLog log, String name, int first)
        throws InterruptedException, ExecutionException {
      for (int number = first; number < RECORDS; number++) {
        LogPosition position = log.append(record(name, number)).get();
        durable.put(position, UTF_8.decode(record(name, number)).toString());
      }
      return null;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24, 25})
  void durable_records_of_many_threads_survive(long seed) {
    assertThat(CrashingStorage.atEveryCall(seed, Concurrent::new)).isGreaterThan(10);
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33, 34})
  void a_full_disk_fails_the_log_and_takes_nothing_away(long seed) throws Exception {
    CrashingStorage storage = new CrashingStorage(seed);
    storage.fullAfter(700 + seed);
    List<String> durable = new ArrayList<>();
    try (RecordLog log = open(storage)) {
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(
              () -> {
                for (int number = 0; number < 100; number++) {
                  log.append(record("r", number)).get();
                  durable.add(UTF_8.decode(record("r", number)).toString());
                }
              })
          .withMessageContaining("writing failed 3 times")
          .withStackTraceContaining("no space left on device");
    }

    try (RecordLog log = open(storage.recover())) {
      assertThat(contents(log).values()).startsWith(durable.toArray(String[]::new));
      assertThat(contents(log)).hasSizeLessThanOrEqualTo(durable.size() + 1);
      log.append(record("r", 0)).get();
    }
  }
}
