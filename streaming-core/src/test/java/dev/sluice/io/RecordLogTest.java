package dev.sluice.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.time.ManualClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordLogTest {
  private static final LogSettings SETTINGS = LogSettings.of("test");

  @TempDir Path folder;

  private final ManualClock clock = new ManualClock(1_000);
  private final HeardEvents events = new HeardEvents();

  private FaultyStorage storage() {
    return new FaultyStorage(new LocalStorage(folder));
  }

  private RecordLog open(Storage storage, LogSettings settings) throws IOException {
    return RecordLog.open(storage, "a/log", settings, clock, events);
  }

  private RecordLog open() throws IOException {
    return open(storage(), SETTINGS);
  }

  private static CompletableFuture<LogPosition> append(RecordLog log, String record)
      throws InterruptedException {
    return log.append(UTF_8.encode(record));
  }

  private static List<String> records(RecordLog log) throws IOException {
    List<String> records = new ArrayList<>();
    log.replay((position, payload) -> records.add(UTF_8.decode(payload).toString()));
    return records;
  }

  private static Throwable failure(CompletableFuture<?> future) {
    return catchThrowableOfType(ExecutionException.class, future::get).getCause();
  }

  @Test
  void records_are_read_by_position_and_replayed_in_order_after_a_restart() throws Exception {
    LogPosition two;
    try (RecordLog log = open()) {
      append(log, "one").get();
      two = append(log, "two").get();
      append(log, "").get();
    }

    try (RecordLog log = open()) {
      append(log, "four").get();

      assertThat(records(log)).containsExactly("one", "two", "", "four");
      assertThat(UTF_8.decode(log.read(two)).toString()).isEqualTo("two");
      assertThat(two).isEqualTo(new LogPosition(1, 64 + 12 + 3, 3));
    }
    assertThat(events.heard).isEmpty();
  }

  @Test
  void nothing_is_made_before_the_first_record() throws Exception {
    try (RecordLog log = open()) {
      assertThat(records(log)).isEmpty();
    }

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void the_buffer_of_an_appended_record_may_be_used_again() throws Exception {
    try (RecordLog log = open()) {
      ByteBuffer buffer = ByteBuffer.wrap("xoney".getBytes(UTF_8), 1, 3);
      CompletableFuture<LogPosition> one = log.append(buffer);
      assertThat(buffer.position()).isEqualTo(4);
      buffer.put(1, (byte) 'X');

      assertThat(UTF_8.decode(log.read(one.get())).toString()).isEqualTo("one");
    }
  }

  @Test
  void one_sync_serves_all_who_waited_for_the_one_before() throws Exception {
    FaultyStorage storage = storage();
    try (RecordLog log = open(storage, SETTINGS)) {
      append(log, "first").get();
      storage.syncs.drainPermits();
      CompletableFuture<LogPosition> alone = append(log, "alone");
      storage.waiting.await();
      List<CompletableFuture<LogPosition>> together = new ArrayList<>();
      for (int k = 0; k < 100; k++) {
        together.add(append(log, "r" + k));
      }
      int before = storage.synced.get();
      storage.syncs.release(1000);
      for (CompletableFuture<LogPosition> record : together) {
        record.get();
      }

      assertThat(alone).isCompleted();
      assertThat(storage.synced.get() - before).isEqualTo(2);
    }
  }

  @Test
  void a_file_that_is_long_enough_gets_no_more_records() throws Exception {
    try (RecordLog log = open(storage(), SETTINGS.withMaxFileBytes(64 + 2 * 13))) {
      for (int k = 0; k < 5; k++) {
        append(log, "" + k).get();
      }

      assertThat(log.files()).extracting(LogFile::bytes).containsExactly(90L, 90L, 77L);
      assertThat(log.files())
          .extracting(LogFile::name)
          .startsWith("a/log/00000000000000000001.log", "a/log/00000000000000000002.log");
      assertThat(records(log)).containsExactly("0", "1", "2", "3", "4");
    }
  }

  @Test
  void a_file_that_is_old_enough_gets_no_more_records() throws Exception {
    try (RecordLog log = open(storage(), SETTINGS.withMaxFileAge(Duration.ofSeconds(10)))) {
      append(log, "a").get();
      clock.advance(Duration.ofMillis(9_999));
      append(log, "b").get();
      clock.advance(Duration.ofMillis(1));
      append(log, "c").get();

      assertThat(log.files()).extracting(LogFile::createdMs).containsExactly(1_000L, 11_000L);
    }
  }

  @Test
  void replay_goes_on_behind_a_position_also_over_the_end_of_its_file() throws Exception {
    try (RecordLog log = open(storage(), SETTINGS.withMaxFileBytes(64 + 2 * 13))) {
      List<LogPosition> positions = new ArrayList<>();
      for (int k = 0; k < 5; k++) {
        positions.add(append(log, "" + k).get());
      }
      log.deleteBefore(2);

      List<String> behind = new ArrayList<>();
      log.replayAfter(positions.get(1), (at, payload) -> behind.add(UTF_8.decode(payload) + ""));
      log.replayAfter(positions.get(3), (at, payload) -> behind.add(UTF_8.decode(payload) + ""));

      assertThat(behind).containsExactly("2", "3", "4", "4");
      assertThatExceptionOfType(CorruptLogException.class)
          .isThrownBy(() -> log.replayAfter(positions.get(0), (at, payload) -> {}))
          .withMessageContaining("the file is missing");
    }
  }

  @Test
  void deleted_files_are_gone_but_the_newest_stays() throws Exception {
    try (RecordLog log = open(storage(), SETTINGS.withMaxFileBytes(1))) {
      List<LogPosition> positions = new ArrayList<>();
      for (int k = 0; k < 4; k++) {
        positions.add(append(log, "" + k).get());
      }

      log.deleteBefore(3);
      assertThat(records(log)).containsExactly("2", "3");
      assertThatExceptionOfType(CorruptLogException.class)
          .isThrownBy(() -> log.read(positions.get(0)))
          .withMessageContaining("there is no such record");

      log.deleteBefore(99);
      assertThat(records(log)).containsExactly("3");
    }
    try (RecordLog log = open()) {
      assertThat(append(log, "4").get().sequence()).isEqualTo(5);
    }
  }

  @Test
  void a_record_that_is_too_long_is_refused() throws Exception {
    try (RecordLog log = open(storage(), SETTINGS.withMaxRecordBytes(3))) {
      append(log, "abc").get();

      assertThatIllegalArgumentException()
          .isThrownBy(() -> append(log, "abcd"))
          .withMessageContaining("found 4 bytes, expected at most 3");
    }
  }

  @Test
  void appending_blocks_while_too_much_is_pending() throws Exception {
    FaultyStorage storage = storage();
    try (RecordLog log = open(storage, SETTINGS.withMaxPendingBytes(30))) {
      append(log, "first").get();
      storage.syncs.drainPermits();
      CompletableFuture<LogPosition> written = append(log, "written");
      storage.waiting.await();
      CompletableFuture<LogPosition> pending = append(log, "longer than thirty bytes, yet alone");
      CompletableFuture<LogPosition> blocked = new CompletableFuture<>();
      Thread appender = appending(log, "blocked", blocked);
      awaitBlocked(appender);

      assertThat(blocked).isNotDone();
      storage.syncs.release(1000);
      appender.join();

      assertThat(blocked.get()).isGreaterThan(pending.get());
      assertThat(written).isCompleted();
    }
  }

  @Test
  void a_blocked_append_can_be_interrupted() throws Exception {
    FaultyStorage storage = storage();
    try (RecordLog log = open(storage, SETTINGS.withMaxPendingBytes(1))) {
      append(log, "first").get();
      storage.syncs.drainPermits();
      CompletableFuture<LogPosition> written = append(log, "written");
      storage.waiting.await();
      CompletableFuture<LogPosition> pending = append(log, "pending");
      CompletableFuture<LogPosition> blocked = new CompletableFuture<>();
      Thread appender = appending(log, "blocked", blocked);
      awaitBlocked(appender);
      appender.interrupt();
      appender.join();

      assertThat(failure(blocked)).isInstanceOf(InterruptedException.class);
      storage.syncs.release(1000);
      assertThat(pending.get()).isGreaterThan(written.get());
    }
    try (RecordLog log = open()) {
      assertThat(records(log)).containsExactly("first", "written", "pending");
    }
  }

  private static Thread appending(
      RecordLog log, String record, CompletableFuture<LogPosition> outcome) {
    Thread thread =
        new Thread(
            () -> {
              try {
                outcome.complete(append(log, record).get());
              } catch (Exception failure) {
                outcome.completeExceptionally(failure);
              }
            });
    thread.start();
    return thread;
  }

  private static void awaitBlocked(Thread thread) {
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  @Test
  void a_failed_write_goes_into_a_new_file_and_nobody_notices() throws Exception {
    FaultyStorage storage = storage();
    try (RecordLog log = open(storage, SETTINGS)) {
      append(log, "one").get();
      storage.failingAppends.set(1);
      append(log, "two").get();
      storage.failingSyncs.set(1);
      append(log, "three").get();
      storage.failingCreates.set(1);
      storage.failingAppends.set(1);
      append(log, "four").get();

      assertThat(records(log)).containsExactly("one", "two", "three", "four");
    }
    assertThat(events.heard)
        .containsExactly(
            "failed a/log/00000000000000000001.log 1: no space",
            "failed a/log/00000000000000000002.log 1: device error",
            "failed a/log/00000000000000000003.log 1: no space",
            "failed a/log/00000000000000000004.log 2: no inode");
    try (RecordLog log = open()) {
      assertThat(records(log)).containsExactly("one", "two", "three", "four");
    }
  }

  @Test
  void too_many_failures_in_a_row_fail_the_log_for_good() throws Exception {
    FaultyStorage storage = storage();
    try (RecordLog log = open(storage, SETTINGS)) {
      append(log, "one").get();
      storage.failingSyncs.set(3);
      Throwable failure = failure(append(log, "two"));

      assertThat(failure)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Cannot append to log a/log: writing failed 3 times")
          .hasRootCauseMessage("device error");
      assertThat(failure(append(log, "three"))).isSameAs(failure);
      assertThat(records(log)).containsExactly("one");
    }
    assertThat(events.heard).hasSize(3);
    try (RecordLog log = open()) {
      assertThat(records(log)).startsWith("one").doesNotContain("three");
    }
  }

  @Test
  void whatever_waits_fails_with_the_log() throws Exception {
    FaultyStorage storage = storage();
    try (RecordLog log = open(storage, SETTINGS.withMaxPendingBytes(1).withMaxFailures(1))) {
      append(log, "one").get();
      storage.syncs.drainPermits();
      CompletableFuture<LogPosition> written = append(log, "written");
      storage.waiting.await();
      CompletableFuture<LogPosition> pending = append(log, "pending");
      CompletableFuture<LogPosition> blocked = new CompletableFuture<>();
      Thread appender = appending(log, "blocked", blocked);
      awaitBlocked(appender);
      storage.failingSyncs.set(1);
      storage.syncs.release(1000);
      appender.join();

      assertThat(failure(pending)).isSameAs(failure(written)).hasRootCauseMessage("device error");
      assertThat(failure(blocked)).hasRootCauseMessage("device error");
    }
  }

  @Test
  void closing_writes_what_is_pending_and_refuses_more() throws Exception {
    RecordLog log = open();
    List<CompletableFuture<LogPosition>> pending = new ArrayList<>();
    for (int k = 0; k < 50; k++) {
      pending.add(append(log, "" + k));
    }
    log.close();
    log.close();

    assertThat(pending).allMatch(CompletableFuture::isDone);
    assertThat(records(log)).hasSize(50);
    assertThatIllegalStateException()
        .isThrownBy(() -> append(log, "late"))
        .withMessage("Cannot append to log a/log: it is closed");
  }

  @Test
  void a_callback_may_close_the_log() throws Exception {
    RecordLog log = open();
    CountDownLatch closed = new CountDownLatch(1);
    AtomicReference<String> thread = new AtomicReference<>();
    CompletableFuture<Void> closing =
        append(log, "one")
            .thenAccept(
                position -> {
                  thread.set(Thread.currentThread().getName());
                  closeQuietly(log);
                  closed.countDown();
                });
    closed.await();
    log.close();

    closing.get();
    assertThat(thread.get()).isIn("sluice-log-a-log", Thread.currentThread().getName());
  }

  private static void closeQuietly(RecordLog log) {
    try {
      log.close();
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  @Test
  void a_reader_sees_the_log_and_changes_nothing() throws Exception {
    Storage storage = storage();
    try (RecordLog log = open()) {
      append(log, "one").get();
      append(log, "two").get();
    }
    Path file = folder.resolve("a/log/00000000000000000001.log");
    Files.write(file, new byte[5], StandardOpenOption.APPEND);

    LogReader reader = LogReader.open(storage, "a/log", "test", events);
    List<String> records = new ArrayList<>();
    reader.replay((position, payload) -> records.add(UTF_8.decode(payload).toString()));

    assertThat(records).containsExactly("one", "two");
    assertThat(events.heard).containsExactly("torn a/log/00000000000000000001.log at 94: 5");
    assertThat(file).hasSize(99);
  }
}
