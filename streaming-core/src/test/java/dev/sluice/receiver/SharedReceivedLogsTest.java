package dev.sluice.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.io.LocalStorage;
import dev.sluice.io.LogPosition;
import dev.sluice.io.LogSettings;
import dev.sluice.io.Storage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs as receivers in other processes write them. */
class SharedReceivedLogsTest {
  private static final int STREAM = 3;

  @TempDir Path directory;

  private Storage storage;
  private SharedReceivedLogs logs;

  @BeforeEach
  void open() {
    storage = new LocalStorage(directory);
    logs = new SharedReceivedLogs(storage, 1, LogSettings.of("received"));
  }

  private void makeLedger() throws IOException {
    storage.write("ledger/1.log", out -> out.write(1));
  }

  private static ByteBuffer block(String content) {
    return ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
  }

  private List<LogPosition> log(String... blocks) throws Exception {
    List<LogPosition> positions = new ArrayList<>();
    try (ReceivedLogs.Writer writer = logs.open(STREAM)) {
      for (String each : blocks) {
        positions.add(writer.append(block(each)).get());
      }
    }
    return positions;
  }

  private String read(LogPosition position) throws IOException {
    return StandardCharsets.UTF_8.decode(logs.read(STREAM, position)).toString();
  }

  @Test
  void blocks_of_all_launches_are_read_while_the_last_one_goes_on() throws Exception {
    makeLedger();
    List<LogPosition> first = log("a", "b");
    try (ReceivedLogs.Writer second = logs.open(STREAM)) {
      LogPosition last = second.append(block("c")).get();

      assertThat(read(first.get(0))).isEqualTo("a");
      assertThat(read(first.get(1))).isEqualTo("b");
      assertThat(read(last)).isEqualTo("c");
      assertThat(last.sequence()).isGreaterThan(first.get(1).sequence());
    }
  }

  @Test
  void of_the_files_before_one_the_last_stays_when_they_are_deleted() throws Exception {
    makeLedger();
    LogPosition first = log("a").get(0);
    LogPosition second = log("b").get(0);
    LogPosition third = log("c").get(0);

    logs.deleteBefore(STREAM, third.sequence());

    assertThatThrownBy(() -> read(first)).isInstanceOf(IOException.class);
    assertThat(read(second)).isEqualTo("b");
    assertThat(read(third)).isEqualTo("c");
  }

  @Test
  void a_directory_that_is_not_the_drivers_is_refused() {
    assertThatThrownBy(() -> logs.open(STREAM))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("found no ledger");
  }
}
