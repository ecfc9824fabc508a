package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.Commands.Result;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
            directory       DIR
            program         WordCount
            factory         none
            batch interval  1.0 s
            zero time       2026-01-01T00:00:00Z (1767225600000 ms)
            lock            last taken by SOMEBODY

            checkpoints
              2026-01-01T00:00:02Z (1767225602000 ms)  58.0 s old  343 bytes  readable
              2026-01-01T00:00:03Z (1767225603000 ms)  57.0 s old  410 bytes  readable

            streams
              0  lines  0 blocks with 0 records waiting

            batches
              newest with inputs  2026-01-01T00:00:03Z (1767225603000 ms)
              not done            0
              oldest not done     none
              unprocessed         0 records

            states
              totals  updateStateByKey  3 keys  2 partitions  2 files, 100 bytes  chain of 1  batch 2026-01-01T00:00:03Z (1767225603000 ms)

            received logs
              none

            ledger
              1 file, 529 bytes  ends whole
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
  void a_state_that_no_operator_has_is_told() {
    FinishedProgram.run(directory);
    FinishedProgram.runWithoutState(directory);

    assertThat(Commands.inspect(directory).out())
        .containsPattern(
            "totals .* 3 keys .* batch 2026-01-01T00:00:03Z \\(1767225603000 ms\\), no operator\n");
  }

  @Test
  void a_running_driver_goes_on() {
    try (TestStreams streams = FinishedProgram.wordCount(directory)) {
      streams.collect(FinishedProgram.totals(streams));
      streams.start();
      streams.advance(2);

      assertThat(Commands.verify(directory).code()).isZero();
      streams.advance(2);
    }
    assertThat(Commands.inspect(directory).out()).contains("4 keys");
  }

  @Test
  void a_torn_end_of_the_ledger_stays_as_it_is() throws IOException {
    FinishedProgram.run(directory);
    Path ledger = Commands.newest(directory, ".log");
    byte[] bytes = Files.readAllBytes(ledger);
    Files.write(ledger, Arrays.copyOf(bytes, bytes.length - 1));
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

  @Test
  void received_blocks_wait_in_a_log_that_can_be_verified() throws Exception {
    StreamingConf conf = new StreamingConf().set("streaming.receiver.writeAheadLog.enable", "true");
    try (TestStreams streams = TestStreams.create(conf, Durations.seconds(1))) {
      streams.context().checkpoint(directory.toString());
      TwoWords receiver = new TwoWords();
      streams.context().receiverStream(receiver).print();
      streams.start();
      assertThat(TwoWords.STORED.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
    }

    Result sound = Commands.verify(directory);
    Commands.damage(Commands.newest(directory.resolve("received"), ".log"));
    Result damaged = Commands.verify(directory);

    assertThat(sound.code()).isZero();
    assertThat(sound.out())
        .contains("1 block with 2 records waiting")
        .containsPattern("received logs\n  0  .*1 file, \\d+ bytes\n");
    assertThat(damaged.code()).isEqualTo(65);
    assertThat(damaged.err()).contains("received/0/");
  }

  /** Stores two words in one block when it is started. */
  private static final class TwoWords extends Receiver<String> {
    private static final long serialVersionUID = 1L;
    static final Semaphore STORED = new Semaphore(0);

    TwoWords() {
      super(StorageLevel.MEMORY_ONLY);
    }

    @Override
    public void onStart() {
      store(List.of("a", "b"));
      STORED.release();
    }

    @Override
    public void onStop() {}
  }
}
