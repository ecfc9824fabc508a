package dev.sluice.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.io.LocalStorage;
import dev.sluice.io.LogPosition;
import dev.sluice.time.ManualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageReceivedLogsTest {
  @TempDir Path directory;
  private final ManualClock clock = new ManualClock(1000);

  private StorageReceivedLogs logs() {
    return new StorageReceivedLogs(new LocalStorage(directory), clock, 1, Duration.ofSeconds(1), 3);
  }

  @AfterEach
  void no_thread_is_left() {
    assertThat(Threads.named("sluice-log")).isEmpty();
  }

  private static LogPosition append(ReceivedLogs logs, int stream, String text) throws Exception {
    try (ReceivedLogs.Writer writer = logs.open(stream)) {
      return writer.append(UTF_8.encode(text)).get();
    }
  }

  private static String read(ReceivedLogs logs, int stream, LogPosition position)
      throws IOException {
    return UTF_8.decode(logs.read(stream, position)).toString();
  }

  @Test
  void a_relaunch_continues_the_same_log_and_a_restart_reads_it() throws Exception {
    LogPosition first;
    LogPosition second;
    try (StorageReceivedLogs logs = logs()) {
      first = append(logs, 0, "a");
      second = append(logs, 0, "b");
      assertThat(second).isGreaterThan(first);
      assertThat(second.sequence()).isEqualTo(first.sequence());
    }
    try (StorageReceivedLogs logs = logs()) {
      assertThat(read(logs, 0, first)).isEqualTo("a");
      assertThat(read(logs, 0, second)).isEqualTo("b");
    }
  }

  @Test
  void old_files_are_deleted_once_settled_and_newer_ones_stay() throws Exception {
    try (StorageReceivedLogs logs = logs()) {
      LogPosition first = append(logs, 0, "a");
      clock.advance(Duration.ofSeconds(2));
      LogPosition second = append(logs, 0, "b");
      logs.open(0).settle(second);
      logs.deleteBefore(0, second.sequence());
      assertThat(read(logs, 0, first)).isEqualTo("a");
      logs.open(0).settle(first);
      logs.deleteBefore(0, second.sequence());
      assertThatThrownBy(() -> logs.read(0, first)).hasMessageContaining("no such record");
      assertThat(read(logs, 0, second)).isEqualTo("b");
    }
  }

  @Test
  void streams_have_logs_of_their_own() throws Exception {
    try (StorageReceivedLogs logs = logs()) {
      List<CompletableFuture<List<LogPosition>>> running = new ArrayList<>();
      for (int stream = 0; stream < 4; stream++) {
        int id = stream;
        CompletableFuture<List<LogPosition>> done = new CompletableFuture<>();
        running.add(done);
        Threads.start("appending-" + id, () -> appendMany(logs, id, done));
      }
      for (int stream = 0; stream < running.size(); stream++) {
        List<LogPosition> positions = running.get(stream).get();
        for (int n = 0; n < positions.size(); n++) {
          assertThat(read(logs, stream, positions.get(n))).isEqualTo(stream + ":" + n);
        }
      }
    }
  }

  private static void appendMany(
      ReceivedLogs logs, int stream, CompletableFuture<List<LogPosition>> done) {
    List<LogPosition> positions = new ArrayList<>();
    try {
      for (int n = 0; n < 50; n++) {
        positions.add(append(logs, stream, stream + ":" + n));
      }
      done.complete(positions);
    } catch (Exception failure) {
      done.completeExceptionally(failure);
    }
  }

  @Test
  void closed_logs_are_refused() throws Exception {
    StorageReceivedLogs logs = logs();
    append(logs, 0, "a");
    logs.close();
    logs.close();
    assertThatThrownBy(() -> logs.open(0)).isInstanceOf(IllegalStateException.class);
  }
}
