package dev.sluice.hadoop.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.io.Appender;
import dev.sluice.io.Storage;
import dev.sluice.io.StoredInput;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process dies at each of its calls of S3 in turn; the next one finds what was promised. */
class S3CrashTest {
  private static final long SEED =
      Long.getLong("sluice.seed", ThreadLocalRandom.current().nextLong());

  private static String text(Storage storage, String name) throws IOException {
    try (StoredInput file = storage.open(name)) {
      return new String(file.stream(0).readAllBytes(), UTF_8);
    }
  }

  /** Each object of appends belongs to a file. */
  private static void checkSwept(HadoopPath root, String when) throws IOException {
    List<String> files = new S3Storage(root).list("log");
    String log = root.plain().substring(1) + "/log/";
    for (S3.Stored object : new S3(root.getFileSystem()).list(log + ".", "")) {
      String own = object.key().substring(log.length() + 1);
      assertThat(files).as(when).contains("log/" + own.replaceFirst("\\.(head|parts/.*)$", ""));
    }
  }

  @Test
  @Timeout(120)
  void what_was_promised_is_there_whatever_call_was_the_last() throws Exception {
    System.out.println("S3CrashTest: -Dsluice.seed=" + SEED);
    boolean lived = false;
    int calls = 0;
    while (!lived) {
      String when = "seed " + SEED + ", died at call " + calls;
      HadoopPath root = ObjectStore.path();
      CrashingS3 s3 = new CrashingS3(root.getFileSystem(), calls, SEED);
      CrashPromises promises = new CrashPromises();
      try {
        promises.live(new S3Storage(root, s3, S3Storage.RENEWAL));
      } catch (IOException died) {
        assertThat(s3.isDead()).as(when).isTrue();
      }
      lived = !s3.isDead();
      forget(root);
      promises.check(new S3Storage(root), when);
      checkSwept(root, when);
      calls++;
    }
    assertThat(calls).isGreaterThan(12);
  }

  /** What 60 s without a word do. */
  private static void forget(HadoopPath root) throws IOException {
    S3Locks locks =
        new S3Locks(
            new S3(root.getFileSystem()),
            S3Names.of(root.plain().substring(1) + "/", "lock"),
            S3Storage.RENEWAL);
    long newest = locks.newest();
    if (newest > 0) {
      locks.free(newest);
    }
  }

  @Test
  @Timeout(60)
  void a_file_is_cut_or_deleted_whole_whatever_call_was_the_last() throws Exception {
    System.out.println("S3CrashTest: -Dsluice.seed=" + SEED);
    for (boolean cut : List.of(true, false)) {
      boolean lived = false;
      for (int calls = 0; !lived; calls++) {
        String when = "seed " + SEED + ", died at call " + calls;
        HadoopPath root = ObjectStore.path();
        Storage before = new S3Storage(root);
        try (Appender file = before.create("a")) {
          for (String each : List.of("one", "two", "three")) {
            file.append(UTF_8.encode(each));
          }
        }
        CrashingS3 s3 = new CrashingS3(root.getFileSystem(), calls, SEED);
        Storage dying = new S3Storage(root, s3, S3Storage.RENEWAL);
        try {
          if (cut) {
            dying.truncate("a", 5);
          } else {
            dying.delete("a");
          }
        } catch (IOException died) {
          assertThat(s3.isDead()).as(when).isTrue();
        }
        lived = !s3.isDead();
        before.takeOver("");
        if (before.exists("a")) {
          assertThat(text(before, "a")).as(when).isIn("onetwothree", cut ? "onetw" : "");
          assertThat(lived && !cut).as(when).isFalse();
        } else {
          assertThat(cut).as(when).isFalse();
          before.create("a").close();
          assertThat(text(before, "a")).as(when).isEmpty();
        }
      }
    }
  }
}
