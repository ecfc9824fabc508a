package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.Commands.Result;
import dev.sluice.testkit.TestStreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code checkpoint inspect} on directories that real programs left. */
class InspectTest {
  @TempDir Path directory;

  private String golden(Result result) {
    return result
        .out()
        .replace(directory.toString(), "DIR")
        .replaceAll("last taken by .*", "last taken by SOMEBODY");
  }

  @Test
  void it_says_what_is_in_a_directory() {
    FinishedProgram.run(directory);

    Result result = Commands.inspect(directory);

    assertThat(golden(result))
        .isEqualTo(
            """
            """);
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
  }

  @Test
  void the_lock_names_who_took_it_last() {
    FinishedProgram.run(directory);

    long pid = ProcessHandle.current().pid();
    assertThat(Commands.inspect(directory).out())
        .contains("last taken by \"WordCount, process " + pid)
        .contains("no process " + pid + " runs here");
  }

  @Test
  void batches_that_are_not_done_are_counted() {
    FinishedProgram.runUntilOutputFails(directory);

    assertThat(Commands.inspect(directory).out())
        .containsPattern("not done +1\n")
        .containsPattern("oldest not done +2026-01-01T00:00:03Z \\(1767225603000 ms\\)\n")
        .containsPattern("unprocessed +3 records\n");
  }

  @Test
  void nothing_changes_and_a_running_driver_goes_on() throws IOException {
    try (TestStreams streams = FinishedProgram.wordCount(directory)) {
      streams.collect(FinishedProgram.totals(streams));
      streams.start();
      streams.advance(2);
      var before = Commands.contents(directory);

      assertThat(Commands.verify(directory).code()).isZero();

      assertThat(Commands.contents(directory)).isEqualTo(before);
      streams.advance(2);
    }
    assertThat(Commands.inspect(directory).out()).contains("4 keys");
  }

  @Test
  void a_torn_end_of_the_ledger_stays_as_it_is() throws IOException {
    FinishedProgram.run(directory);
    Path ledger = Commands.newest(directory, ".log");
    byte[] bytes = Files.readAllBytes(ledger);
    Files.write(ledger, java.util.Arrays.copyOf(bytes, bytes.length - 1));
    var before = Commands.contents(directory);

    Result result = Commands.inspect(directory);

    assertThat(result.code()).isZero();
    assertThat(result.out()).containsPattern("ends in \\d+ torn bytes");
    assertThat(Commands.contents(directory)).isEqualTo(before);
  }

  @Test
  void a_damaged_checkpoint_is_named_and_the_one_before_shown() throws IOException {
    FinishedProgram.run(directory);
    Path checkpoint = Commands.newest(directory, ".ckpt");
    Commands.damage(checkpoint);

    Result result = Commands.inspect(directory);

    assertThat(result.code()).isEqualTo(65);
    assertThat(result.out()).contains("readable", "damaged", "totals");
    assertThat(result.err())
        .startsWith("sluice: Cannot read checkpoint/" + checkpoint.getFileName())
        .hasLineCount(1);
  }

  @Test
  void a_missing_file_of_a_state_is_named() throws IOException {
    FinishedProgram.run(directory);
    Path state = Commands.newest(directory, ".state");
    Files.delete(state);

    Result result = Commands.inspect(directory);

    assertThat(result.code()).isEqualTo(65);
    assertThat(result.err()).contains(state.getFileName().toString()).hasLineCount(1);
  }

  @Test
  void damage_within_a_state_is_found_by_verifying() throws IOException {
    FinishedProgram.run(directory);
    Path state = Commands.newest(directory, ".state");
    Commands.damage(state);

    assertThat(Commands.inspect(directory).code()).isZero();
    Result result = Commands.verify(directory);

    assertThat(result.code()).isEqualTo(65);
    assertThat(result.err()).contains(state.getFileName().toString()).hasLineCount(1);
  }

  @Test
  void a_damaged_ledger_leaves_the_checkpoints_readable() throws IOException {
    FinishedProgram.run(directory);
    Path ledger = Commands.newest(directory, ".log");
    byte[] bytes = Files.readAllBytes(ledger);
    bytes[70] ^= 1;
    Files.write(ledger, bytes);

    Result result = Commands.inspect(directory);

    assertThat(result.code()).isEqualTo(65);
    assertThat(result.out()).contains("WordCount", "readable").doesNotContain("batches");
    assertThat(result.err()).startsWith("sluice: Cannot read log file ledger/").hasLineCount(1);
  }
}
