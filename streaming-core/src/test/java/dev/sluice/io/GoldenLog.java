package dev.sluice.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.time.ManualClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Writes the log that is kept as a sample of the format. It has single records, a group of three,
 * an empty record, a write that failed twice, the second time in a file's header, and a torn tail.
 */
final class GoldenLog {
  static final LogSettings SETTINGS = LogSettings.of("golden");

  /** What the log's records are. */
  static final List<String> RECORDS =
      List.of("first", "", "r-é-\u0000-end", "one", "two", "three", "x".repeat(150), "last");

  private GoldenLog() {}

  /**
   * Writes the log again; only for a new format version, into a directory of its own.
   *
   * @param arguments the directory
   */
  public static void main(String[] arguments) throws Exception {
    write(Path.of(arguments[0]));
  }

  static void write(Path directory) throws Exception {
    FaultyStorage storage = new FaultyStorage(new LocalStorage(directory));
    ManualClock clock = new ManualClock(1_700_000_000_000L);
    try (RecordLog log = RecordLog.open(storage, "log", SETTINGS, clock, LogEvents.IGNORED)) {
      for (String record : RECORDS.subList(0, 2)) {
        log.append(UTF_8.encode(record)).get();
      }
      appendTogether(storage, log, RECORDS.subList(2, 6));
      clock.setTime(1_700_000_060_000L);
      log.append(UTF_8.encode(RECORDS.get(6))).get();
      storage.failingAppends.set(2);
      log.append(UTF_8.encode(RECORDS.get(7))).get();
    }
    tear(directory.resolve("log/00000000000000000003.log"));
  }

  private static void appendTogether(FaultyStorage storage, RecordLog log, List<String> records)
      throws InterruptedException, ExecutionException {
    storage.syncs.drainPermits();
    List<CompletableFuture<LogPosition>> appended = new ArrayList<>();
    appended.add(log.append(UTF_8.encode(records.get(0))));
    storage.waiting.await();
    for (String record : records.subList(1, records.size())) {
      appended.add(log.append(UTF_8.encode(record)));
    }
    storage.syncs.release(1_000);
    for (CompletableFuture<LogPosition> record : appended) {
      record.get();
    }
  }

  private static void tear(Path file) throws IOException {
    ByteBuffer half = ByteBuffer.allocate(17).putInt(40).putInt(0).putInt(0x1234).put((byte) 'h');
    Files.write(file, half.array(), StandardOpenOption.APPEND);
  }
}
