package dev.sluice.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.time.ManualClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of files that are not as they were written. Records are 10 bytes, frames 22. */
class LogDamageTest {
  private static final int FRAME = 22;
  private static final LogSettings SETTINGS =
      LogSettings.of("test").withMaxFileBytes(LogHeader.BYTES + 3 * FRAME);
  private static final String FIRST = "log/00000000000000000001.log";
  private static final String LAST = "log/00000000000000000002.log";

  @TempDir Path folder;

  private final HeardEvents events = new HeardEvents();

  @BeforeEach
  void two_files_of_three_records() throws Exception {
    try (RecordLog log = open("test")) {
      for (int k = 0; k < 6; k++) {
        log.append(UTF_8.encode("record no" + k)).get();
      }
    }
  }

  private RecordLog open(String kind) throws IOException {
    LogSettings settings = LogSettings.of(kind).withMaxFileBytes(SETTINGS.maxFileBytes());
    LocalStorage storage = new LocalStorage(folder);
    return RecordLog.open(storage, "log", settings, new ManualClock(), events);
  }

  private List<String> replayed() throws IOException {
    List<String> records = new ArrayList<>();
    try (RecordLog log = open("test")) {
      log.replay((position, payload) -> records.add(UTF_8.decode(payload).toString()));
    }
    return records;
  }

  private byte[] content(String name) throws IOException {
    return Files.readAllBytes(folder.resolve(name));
  }

  private void replace(String name, byte[] content) throws IOException {
    Files.write(folder.resolve(name), content);
  }

  private void flip(String name, int offset) throws IOException {
    byte[] content = content(name);
    content[offset] ^= 4;
    replace(name, content);
  }

  private static int frame(int number) {
    return LogHeader.BYTES + number * FRAME;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 11, 12, 13, 21})
  void a_short_last_frame_is_cut_off_and_reported(int left) throws IOException {
    replace(LAST, Arrays.copyOf(content(LAST), frame(2) + left));

    assertThat(replayed()).hasSize(5).endsWith("record no4");
    assertThat(events.heard).containsExactly("torn " + LAST + " at " + frame(2) + ": " + left);
    assertThat(folder.resolve(LAST)).hasSize(frame(2));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 4, 7, 8, 11, 12, 21})
  void a_last_frame_with_a_flipped_bit_is_cut_off(int at) throws IOException {
    flip(LAST, frame(2) + at);

    assertThat(replayed()).hasSize(5);
    assertThat(events.heard).containsExactly("torn " + LAST + " at " + frame(2) + ": " + FRAME);
  }

  @Test
  void zeros_behind_the_last_frame_are_cut_off() throws IOException {
    replace(LAST, Arrays.copyOf(content(LAST), 5_000));

    assertThat(replayed()).hasSize(6);
    assertThat(folder.resolve(LAST)).hasSize(frame(3));
  }

  @Test
  void a_log_that_was_cut_goes_on_in_a_new_file() throws Exception {
    replace(LAST, Arrays.copyOf(content(LAST), frame(2) + 1));

    try (RecordLog log = open("test")) {
      log.append(UTF_8.encode("more")).get();
    }

    assertThat(replayed()).hasSize(6).endsWith("record no4", "more");
    assertThat(events.heard).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 8, 12, 21})
  void a_flipped_bit_before_durable_records_is_damage(int at) throws IOException {
    flip(LAST, frame(0) + at);
    byte[] damaged = content(LAST);

    assertThatExceptionOfType(CorruptLogException.class)
        .isThrownBy(this::replayed)
        .withMessageContaining("Cannot read log file " + LAST + " at offset 64: ")
        .satisfies(failure -> assertThat(failure.offset()).isEqualTo(64))
        .satisfies(failure -> assertThat(failure.file()).isEqualTo(LAST));
    assertThat(content(LAST)).isEqualTo(damaged);
  }

  @Test
  void a_damaged_record_of_an_older_file_is_found_by_replay_and_by_reading() throws Exception {
    flip(FIRST, frame(2) + 15);

    assertThatExceptionOfType(CorruptLogException.class)
        .isThrownBy(this::replayed)
        .withMessageMatching(
            ".*" + FIRST + " at offset 108: bad checksum, found 0x.*, expected 0x.*");
    try (RecordLog log = open("test")) {
      LogPosition bad = new LogPosition(1, frame(2), 10);
      assertThatExceptionOfType(CorruptLogException.class)
          .isThrownBy(() -> log.read(bad))
          .withMessageContaining("bad checksum");
      assertThat(log.read(new LogPosition(1, frame(1), 10)).remaining()).isEqualTo(10);
    }
  }

  @Test
  void an_older_file_that_lost_its_end_is_damage_even_between_frames() throws IOException {
    replace(FIRST, Arrays.copyOf(content(FIRST), frame(2)));

    assertThatExceptionOfType(CorruptLogException.class)
        .isThrownBy(this::replayed)
        .withMessageContaining("the file ends too early, found 108 bytes, expected at least 130");
  }

  @Test
  void a_missing_file_between_others_is_damage() throws Exception {
    try (RecordLog log = open("test")) {
      log.append(UTF_8.encode("more")).get();
    }
    Files.delete(folder.resolve(LAST));

    assertThatExceptionOfType(CorruptLogException.class)
        .isThrownBy(this::replayed)
        .withMessageContaining(LAST + " at offset 0: the file is missing");
  }

  @Test
  void a_position_with_another_length_is_no_record() throws IOException {
    try (RecordLog log = open("test")) {
      assertThatExceptionOfType(CorruptLogException.class)
          .isThrownBy(() -> log.read(new LogPosition(1, frame(0), 9)))
          .withMessageContaining("a record of another length, found 10, expected 9");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 63})
  void a_file_that_was_being_made_is_dropped(int length) throws IOException {
    String name = "log/00000000000000000003.log";
    replace(name, Arrays.copyOf(content(LAST), length));

    assertThat(replayed()).hasSize(6);
    assertThat(folder.resolve(name)).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 12, 14, 20, 30, 60})
  void a_damaged_header_before_records_is_damage(int at) throws IOException {
    flip(LAST, at);

    assertThatExceptionOfType(CorruptLogException.class)
        .isThrownBy(this::replayed)
        .withMessageContaining(LAST + " at offset 0: no valid header");
  }

  @Test
  void a_file_under_another_name_is_damage() throws IOException {
    replace("log/00000000000000000007.log", content(LAST));

    assertThatExceptionOfType(CorruptLogException.class)
        .isThrownBy(this::replayed)
        .withMessageContaining("the file has another's name, found 2, expected 7");
  }

  @Test
  void a_log_of_another_kind_is_refused() {
    assertThatExceptionOfType(CorruptLogException.class)
        .isThrownBy(() -> open("ledger"))
        .withMessageContaining("a log of another kind, found test, expected ledger");
  }

  @Test
  void a_later_format_is_refused_with_both_versions() throws IOException {
    ByteBuffer content = ByteBuffer.wrap(content(LAST)).putInt(8, 7);
    CRC32C crc = new CRC32C();
    crc.update(content.slice(0, 60));
    replace(LAST, content.putInt(60, (int) crc.getValue()).array());

    assertThatExceptionOfType(NewerFormatException.class)
        .isThrownBy(this::replayed)
        .withMessageContaining("found format version 7, expected at most 1");
  }

  @Test
  void files_with_other_names_are_left_alone() throws IOException {
    replace("log/notes.txt", new byte[3]);
    replace("log/99999999999999999999.log", new byte[3]);

    assertThat(replayed()).hasSize(6);
    assertThat(folder.resolve("log/notes.txt")).exists();
  }
}
