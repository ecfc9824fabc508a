package dev.sluice.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.io.LogPosition;
import dev.sluice.receiver.ReceivedLogs;
import dev.sluice.receiver.StorageReceivedLogs;
import dev.sluice.time.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the logs of received data do when their storage fails. */
class FailedReceivedLogTest {
  private static final String FILE = "received/0/%020d.log";

  private final CrashingStorage storage = new CrashingStorage(3);
  private final ManualClock clock = new ManualClock();
  private final StorageReceivedLogs logs = open();

  private StorageReceivedLogs open() {
    return new StorageReceivedLogs(storage, clock, 1, Duration.ofSeconds(60), 1);
  }

  @AfterEach
  void close() throws IOException {
    logs.close();
  }

  private static LogPosition append(ReceivedLogs.Writer writer, String text) throws Exception {
    return writer.append(UTF_8.encode(text)).get();
  }

  private static String read(ReceivedLogs logs, LogPosition position) throws IOException {
    return UTF_8.decode(logs.read(0, position)).toString();
  }

  @Test
  void a_failed_log_refuses_appends_until_the_next_launch_opens_a_new_file() throws Exception {
    ReceivedLogs.Writer first = logs.open(0);
    LogPosition before = append(first, "before");
    storage.makeReadOnly();
    assertThatThrownBy(() -> append(first, "lost"))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("Cannot append to log received/0");
    storage.makeWritable();
    assertThatThrownBy(() -> append(first, "lost"))
        .hasMessageContaining("Cannot append to log received/0");

    ReceivedLogs.Writer second = logs.open(0);
    LogPosition after = append(second, "after");

    assertThat(after.sequence()).isGreaterThan(before.sequence());
    assertThat(read(logs, before)).isEqualTo("before");
    assertThat(read(logs, after)).isEqualTo("after");
    logs.close();
    try (StorageReceivedLogs restarted = open()) {
      assertThat(read(restarted, before)).isEqualTo("before");
      assertThat(read(restarted, after)).isEqualTo("after");
    }
  }

  @Test
  void reading_goes_on_when_the_log_has_failed() throws Exception {
    ReceivedLogs.Writer writer = logs.open(0);
    LogPosition before = append(writer, "before");
    storage.fullAfter(0);
    assertThatThrownBy(() -> append(writer, "lost")).isInstanceOf(ExecutionException.class);

    assertThat(read(logs, before)).isEqualTo("before");
    assertThatThrownBy(() -> append(logs.open(0), "lost")).isInstanceOf(ExecutionException.class);
    assertThat(read(logs, before)).isEqualTo("before");
  }

  @Test
  void files_are_deleted_before_and_after_a_failure() throws Exception {
    LogPosition first = append(logs.open(0), "first");
    clock.advance(Duration.ofSeconds(61));
    LogPosition second = append(logs.open(0), "second");
    logs.open(0).settle(first);
    storage.makeReadOnly();
    assertThatThrownBy(() -> append(logs.open(0), "lost")).isInstanceOf(ExecutionException.class);
    assertThatThrownBy(() -> logs.deleteBefore(0, second.sequence()))
        .isInstanceOf(IOException.class);
    storage.makeWritable();
    LogPosition third = append(logs.open(0), "third");

    logs.deleteBefore(0, second.sequence());

    assertThat(storage.list("received/0"))
        .isEqualTo(List.of(FILE.formatted(second.sequence()), FILE.formatted(third.sequence())));
    assertThatThrownBy(() -> read(logs, first)).hasMessageContaining("no such record");
    assertThat(read(logs, second)).isEqualTo("second");
    logs.deleteBefore(0, third.sequence());
    assertThat(read(logs, third)).isEqualTo("third");
    logs.deleteBefore(0, Long.MAX_VALUE);
    assertThat(read(logs, third)).as("the newest file stays").isEqualTo("third");
  }

  @Test
  void closed_logs_are_refused_for_every_use() throws Exception {
    ReceivedLogs.Writer writer = logs.open(0);
    LogPosition position = append(writer, "a");

    logs.close();

    String message = "Cannot use the received log of stream 0: the logs are closed";
    assertThatThrownBy(() -> logs.open(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> logs.read(0, position))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> logs.deleteBefore(0, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> append(writer, "b")).isInstanceOf(IllegalStateException.class);
  }
}
