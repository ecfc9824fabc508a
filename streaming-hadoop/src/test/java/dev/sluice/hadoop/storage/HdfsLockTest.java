package dev.sluice.hadoop.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.sluice.io.Appender;
import dev.sluice.io.Lease;
import dev.sluice.io.LockedException;
import dev.sluice.io.Storage;
import dev.sluice.io.StoredInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

/** Who may write to a directory of HDFS when processes die or are cut off. */
class HdfsLockTest {
  private final String directory = Hadoop.directory();

  /** The directory as another process sees it. */
  private Storage other() {
    return HadoopStorage.of(directory, new Configuration());
  }

  private static ByteBuffer bytes(String text) {
    return UTF_8.encode(text);
  }

  private static String text(Storage storage, String name) throws IOException {
    try (StoredInput input = storage.open(name)) {
      return new String(input.stream(0).readAllBytes(), UTF_8);
    }
  }

  /** What HDFS does when it has not heard of a process for 60 s. */
  private void forget(long token) throws IOException {
    HadoopPath lock = HadoopFiles.path(directory + "/.lock.lock." + token);
    new Hdfs(lock.getFileSystem()).end(lock.hadoop());
  }

  @Test
  void a_lock_holds_against_other_connections_and_ends_when_it_is_closed() throws Exception {
    Storage one = other();
    Storage two = other();
    try (Lease lease = one.lock("lock", "one")) {
      assertThatExceptionOfType(LockedException.class)
          .isThrownBy(() -> two.lock("lock", "two"))
          .withMessageContaining("60 s")
          .withMessageContaining("one");
      one.write("a", bytes("of " + lease.holder()));
    }
    try (Lease lease = two.lock("lock", "two")) {
      assertThat(lease.token()).isEqualTo(2);
      assertThat(text(two, "a")).isEqualTo("of one");
    }
  }

  @Test
  void a_process_that_was_cut_off_changes_nothing_when_it_comes_back() throws Exception {
    Storage old = other();
    Lease lost = old.lock("lock", "cut off");
    Appender log = old.create("log/1.log");
    log.append(bytes("synced"));
    log.sync();
    log.append(bytes(" and not"));

    forget(lost.token());
    Storage now = other();
    try (Lease lease = now.lock("lock", "now")) {
      assertThat(lease.token()).isEqualTo(lost.token() + 1);
      now.takeOver("log");

      assertThat(text(now, "log/1.log")).startsWith("synced");
      assertThatIOException()
          .isThrownBy(
              () -> {
                log.append(bytes("late"));
                log.sync();
              });
      assertThatIOException()
          .isThrownBy(() -> old.write("a", bytes("late")))
          .withMessageContaining("Cannot write a in " + directory)
          .withMessageContaining("was lost");
      assertThatIOException().isThrownBy(() -> old.create("log/2.log"));
      assertThatIOException().isThrownBy(() -> old.delete("log/1.log"));
      assertThatIOException().isThrownBy(() -> old.truncate("log/1.log", 0));
      assertThatIOException().isThrownBy(() -> old.takeOver("log"));
      lost.close();

      assertThat(now.list("log")).containsExactly("log/1.log");
      assertThat(text(now, "log/1.log")).startsWith("synced").doesNotContain("late");
      now.write("a", bytes("now"));
    }
  }

  @Test
  void a_lost_lock_is_noticed_before_somebody_else_has_it() throws Exception {
    Storage old = other();
    Lease lost = old.lock("lock", "cut off");

    forget(lost.token());

    assertThatIOException()
        .isThrownBy(() -> old.write("a", bytes("late")))
        .withMessageContaining("was lost");
    lost.close();
  }

  /** Takes the lock and appends to a log, says so, and waits for ever. */
  static final class Driver {
    private Driver() {}

    public static void main(String[] args) throws Exception {
      Storage storage = HadoopStorage.of(args[0], new Configuration());
      Lease lease = storage.lock("lock", "a driver that is killed");
      Appender log = storage.create("log/1.log");
      log.append(bytes("synced"));
      log.sync();
      System.out.println("token " + lease.token());
      Thread.currentThread().join();
    }
  }

  @Test
  void the_lock_of_a_process_that_was_killed_on_this_machine_is_free_at_once() throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Driver.class.getName(),
                    directory))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      assertThat(lines.readLine()).isEqualTo("token 1");
      Storage next = other();
      assertThatExceptionOfType(LockedException.class)
          .isThrownBy(() -> next.lock("lock", "next"))
          .withMessageContaining("a driver that is killed");

      process.destroyForcibly().onExit().join();

      try (Lease lease = next.lock("lock", "next")) {
        assertThat(lease.token()).isEqualTo(2);
        next.takeOver("log");
        assertThat(text(next, "log/1.log")).isEqualTo("synced");
        next.truncate("log/1.log", 4);
        assertThat(text(next, "log/1.log")).isEqualTo("sync");
      }
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void processes_elsewhere_are_never_known_as_dead() {
    String[] here = ThisProcess.ID.split(" ", -1);
    assertThat(here).hasSize(4);

    assertThat(ThisProcess.knowsAsDead(ThisProcess.ID)).isFalse();
    assertThat(ThisProcess.knowsAsDead("another " + here[1] + " 1 1970")).isFalse();
    assertThat(ThisProcess.knowsAsDead(here[0] + " another 1 1970")).isFalse();
    assertThat(ThisProcess.knowsAsDead("unknown unknown 1 1970")).isFalse();
    assertThat(ThisProcess.knowsAsDead("nonsense")).isFalse();
    assertThat(ThisProcess.knowsAsDead(here[0] + " " + here[1] + " " + here[2] + " 1970")).isTrue();
  }
}
