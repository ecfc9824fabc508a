package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.io.CorruptFileException;
import dev.sluice.io.FramedFile;
import dev.sluice.io.LocalStorage;
import dev.sluice.io.NewerFormatException;
import dev.sluice.streaming.RecordedLog;
import dev.sluice.time.Time;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFilesTest {
  @TempDir Path directory;
  private LocalStorage storage;
  private CheckpointFiles files;

  @BeforeEach
  void open() {
    RecordedLog.clear();
    storage = new LocalStorage(directory);
    files = new CheckpointFiles(storage, 3);
  }

  private static Checkpoint checkpoint(long seconds) {
    return new Checkpoint(
        new Time(seconds * 1_000),
        new Time(0),
        Duration.ofSeconds(1),
        "app",
        "",
        Optional.empty(),
        LedgerSnapshot.EMPTY,
        Map.of());
  }

  private void write(long... seconds) throws IOException {
    for (long each : seconds) {
      files.write(checkpoint(each));
    }
  }

  private static String name(long seconds) {
    return "checkpoint/%019d.ckpt".formatted(seconds * 1_000);
  }

  private void damage(long seconds) throws IOException {
    Path file = directory.resolve(name(seconds));
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  private void writeNewer(long seconds) throws IOException {
    storage.write(
        name(seconds),
        out -> {
          FramedFile.Writer file = new FramedFile.Writer(out, "SLUICECP", 2);
          file.frame(ByteBuffer.wrap(new byte[] {9}));
          file.end();
        });
  }

  @Test
  void the_newest_one_counts() throws Exception {
    assertThat(files.newest()).isEmpty();

    write(1, 3, 2);

    assertThat(files.newest()).contains(checkpoint(3));
    assertThat(RecordedLog.warnings(CheckpointFiles.class)).isEmpty();
  }

  @Test
  void a_damaged_one_is_passed_over_for_the_one_before_with_a_warning() throws Exception {
    write(1, 2, 3);
    damage(3);

    assertThat(files.newest()).contains(checkpoint(2));
    assertThat(files.readable()).containsExactly(checkpoint(1), checkpoint(2));
    assertThat(RecordedLog.warnings(CheckpointFiles.class))
        .hasSize(2)
        .allMatch(text -> text.contains("Cannot read " + name(3)) && text.contains("checksum"));
  }

  @Test
  void one_that_was_cut_short_or_is_none_is_passed_over() throws Exception {
    write(1, 2, 3);
    Path newest = directory.resolve(name(3));
    byte[] whole = Files.readAllBytes(newest);
    for (int length = 0; length < whole.length; length++) {
      Files.write(newest, Arrays.copyOf(whole, length));
      assertThat(files.newest()).as("%d bytes", length).contains(checkpoint(2));
    }
    storage.write(
        name(3),
        out -> {
          FramedFile.Writer file = new FramedFile.Writer(out, "SLUICECP", 1);
          file.frame(ByteBuffer.wrap(new byte[] {1, 7}));
          file.end();
        });

    assertThat(files.newest()).contains(checkpoint(2));
    assertThat(RecordedLog.warnings(CheckpointFiles.class))
        .last()
        .asString()
        .contains("unknown kind, found 7");
  }

  @Test
  void if_all_are_damaged_the_error_names_the_newest() throws Exception {
    write(1, 2);
    damage(1);
    damage(2);

    assertThatThrownBy(files::newest)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            "Cannot recover: none of 2 checkpoints can be read, the newest: Cannot read " + name(2))
        .hasCauseInstanceOf(CorruptFileException.class);
    assertThat(storage.list("checkpoint")).containsExactly(name(1), name(2));
  }

  @Test
  void one_of_a_newer_version_is_refused_and_nothing_is_deleted() throws Exception {
    write(1, 2, 3);
    writeNewer(4);
    List<String> before = storage.list("checkpoint");

    assertThatThrownBy(files::newest)
        .isInstanceOf(NewerFormatException.class)
        .hasMessageContaining(name(4))
        .hasMessageContaining("found format version 2, expected at most 1");
    assertThatThrownBy(files::readable).isInstanceOf(NewerFormatException.class);
    assertThatThrownBy(() -> files.write(checkpoint(3))).isInstanceOf(NewerFormatException.class);
    assertThat(storage.list("checkpoint")).isEqualTo(before);
  }

  @Test
  void the_newest_few_that_can_be_read_are_kept() throws Exception {
    write(1, 2, 3, 4);
    assertThat(storage.list("checkpoint")).containsExactly(name(2), name(3), name(4));
    damage(4);

    List<Checkpoint> kept = files.write(checkpoint(5));

    assertThat(kept).containsExactly(checkpoint(2), checkpoint(3), checkpoint(5));
    assertThat(storage.list("checkpoint")).containsExactly(name(2), name(3), name(4), name(5));
    assertThat(files.write(checkpoint(6)))
        .containsExactly(checkpoint(3), checkpoint(5), checkpoint(6));
    assertThat(storage.list("checkpoint")).containsExactly(name(3), name(4), name(5), name(6));
    write(7, 8);
    assertThat(storage.list("checkpoint")).containsExactly(name(6), name(7), name(8));
  }

  @Test
  void a_second_checkpoint_of_a_batch_takes_the_place_of_the_first() throws Exception {
    write(1, 1);

    assertThat(storage.list("checkpoint")).containsExactly(name(1));
  }

  @Test
  void files_of_other_names_are_left_alone() throws Exception {
    storage.write("checkpoint/notes", ByteBuffer.wrap(new byte[] {1}));
    storage.write("checkpoint/5.ckpt", ByteBuffer.wrap(new byte[] {1}));

    write(1, 2, 3, 4);

    assertThat(storage.list("checkpoint"))
        .containsExactlyInAnyOrder(
            "checkpoint/5.ckpt", "checkpoint/notes", name(2), name(3), name(4));
    assertThat(files.newest()).contains(checkpoint(4));
  }

  @Test
  void keeping_none_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CheckpointFiles(storage, 0))
        .withMessage("Cannot keep checkpoints: found 0, expected 1 or more");
  }
}
