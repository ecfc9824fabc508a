package dev.sluice.hadoop.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.io.Lease;
import dev.sluice.io.LogEvents;
import dev.sluice.io.LogSettings;
import dev.sluice.io.RecordLog;
import dev.sluice.io.Storage;
import dev.sluice.io.StoredInput;
import dev.sluice.time.ManualClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** What a process was told to be durable before it died. Confined to one thread. */
final class CrashPromises {
  private static final LogSettings SETTINGS = LogSettings.of("test");

  private final List<String> records = new ArrayList<>();
  private String written = "";
  private String attempted = "";
  private boolean deleted;
  private boolean deleting;

  private static ByteBuffer bytes(String text) {
    return UTF_8.encode(text);
  }

  /** Does what a driver does, until it dies. */
  void live(Storage storage) throws Exception {
    try (Lease lease = storage.lock("lock", "a driver");
        RecordLog log =
            RecordLog.open(storage, "log", SETTINGS, new ManualClock(), LogEvents.IGNORED)) {
      assertThat(lease.token()).isPositive();
      storage.write("kept/gone", bytes("x"));
      attempted = "first";
      storage.write("kept/file", bytes("first"));
      written = "first";
      append(log, "one");
      append(log, "two");
      attempted = "second";
      storage.write("kept/file", bytes("second"));
      written = "second";
      deleting = true;
      storage.delete("kept/gone");
      deleted = true;
      append(log, "three");
    }
  }

  private void append(RecordLog log, String record) throws Exception {
    try {
      log.append(bytes(record)).get();
    } catch (ExecutionException failure) {
      throw (Exception) failure.getCause();
    }
    records.add(record);
  }

  /** Looks as the next driver; the lock has to be free. */
  void check(Storage storage, String when) throws Exception {
    try (Lease lease = storage.lock("lock", "the next driver");
        RecordLog log =
            RecordLog.open(storage, "log", SETTINGS, new ManualClock(), LogEvents.IGNORED)) {
      assertThat(lease.token()).as(when).isPositive();
      List<String> found = new ArrayList<>();
      log.replay((position, payload) -> found.add(UTF_8.decode(payload).toString()));
      assertThat(found).as(when).isEqualTo(List.of("one", "two", "three").subList(0, found.size()));
      assertThat(found).as(when).containsAll(records);
      if (storage.exists("kept/file")) {
        assertThat(read(storage)).as(when).isIn(written, attempted);
      } else {
        assertThat(written).as(when).isEmpty();
      }
      if (deleted) {
        assertThat(storage.exists("kept/gone")).as(when).isFalse();
      } else if (!deleting && !written.isEmpty()) {
        assertThat(storage.exists("kept/gone")).as(when).isTrue();
      }
      assertThat(storage.list("")).as(when).containsExactly("lock");
      log.append(bytes("more")).get();
    }
  }

  private static String read(Storage storage) throws IOException {
    try (StoredInput file = storage.open("kept/file")) {
      return new String(file.stream(0).readAllBytes(), UTF_8);
    }
  }
}
