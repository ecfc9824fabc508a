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
import java.util.concurrent.ThreadLocalRandom;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process dies at each of its calls of HDFS in turn; the next one finds what was promised. */
class HdfsCrashTest {
  private static final long SEED =
      Long.getLong("sluice.seed", ThreadLocalRandom.current().nextLong());
  private static final LogSettings SETTINGS = LogSettings.of("test");

  /** What a process was told to be durable before it died. */
  private static final class Promises {
    private final List<String> records = new ArrayList<>();
    private String written = "";
    private String attempted = "";
    private boolean deleted;
    private boolean deleting;
  }

  private static ByteBuffer bytes(String text) {
    return UTF_8.encode(text);
  }

  private static void live(Storage storage, Promises promises) throws Exception {
    try (Lease lease = storage.lock("lock", "a driver");
        RecordLog log =
            RecordLog.open(storage, "log", SETTINGS, new ManualClock(), LogEvents.IGNORED)) {
      assertThat(lease.token()).isPositive();
      storage.write("kept/gone", bytes("x"));
      promises.attempted = "first";
      storage.write("kept/file", bytes("first"));
      promises.written = "first";
      append(log, promises, "one");
      append(log, promises, "two");
      promises.attempted = "second";
      storage.write("kept/file", bytes("second"));
      promises.written = "second";
      promises.deleting = true;
      storage.delete("kept/gone");
      promises.deleted = true;
      append(log, promises, "three");
    }
  }

  private static void append(RecordLog log, Promises promises, String record) throws Exception {
    try {
      log.append(bytes(record)).get();
    } catch (ExecutionException failure) {
      throw (Exception) failure.getCause();
    }
    promises.records.add(record);
  }

  /** What HDFS does when it has not heard of a process for 60 s. */
  private static void forgetProcess(HadoopPath root) throws IOException {
    Hdfs hdfs = new Hdfs(root.getFileSystem());
    for (FileStatus status : hdfs.list(root.hadoop())) {
      Path file = status.getPath();
      if (file.getName().startsWith(".lock.lock.")) {
        hdfs.end(file);
      }
    }
  }

  private static void check(HadoopPath root, Promises promises, String when) throws Exception {
    forgetProcess(root);
    Storage storage = new HdfsStorage(root);
    try (Lease lease = storage.lock("lock", "the next driver");
        RecordLog log =
            RecordLog.open(storage, "log", SETTINGS, new ManualClock(), LogEvents.IGNORED)) {
      assertThat(lease.token()).as(when).isPositive();
      List<String> found = new ArrayList<>();
      log.replay((position, payload) -> found.add(UTF_8.decode(payload).toString()));
      assertThat(found).as(when).isEqualTo(List.of("one", "two", "three").subList(0, found.size()));
      assertThat(found).as(when).containsAll(promises.records);
      if (storage.exists("kept/file")) {
        assertThat(read(storage)).as(when).isIn(promises.written, promises.attempted);
      } else {
        assertThat(promises.written).as(when).isEmpty();
      }
      if (promises.deleted) {
        assertThat(storage.exists("kept/gone")).as(when).isFalse();
      } else if (!promises.deleting && !promises.written.isEmpty()) {
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

  @Test
  @Timeout(120)
  void what_was_promised_is_there_whatever_call_was_the_last() throws Exception {
    System.out.println("HdfsCrashTest: -Dsluice.seed=" + SEED);
    boolean lived = false;
    int calls = 0;
    while (!lived) {
      String when = "seed " + SEED + ", died at call " + calls;
      HadoopPath root = HadoopFiles.path(Hadoop.directory(), new Configuration());
      CrashingHdfs hdfs = new CrashingHdfs(root.getFileSystem(), calls, SEED);
      Promises promises = new Promises();
      try {
        live(new HdfsStorage(root, hdfs), promises);
      } catch (IOException died) {
        assertThat(hdfs.isDead()).as(when).isTrue();
      }
      lived = !hdfs.isDead();
      check(HadoopFiles.path(root.toString(), new Configuration()), promises, when);
      calls++;
    }
    assertThat(calls).isGreaterThan(20);
  }
}
