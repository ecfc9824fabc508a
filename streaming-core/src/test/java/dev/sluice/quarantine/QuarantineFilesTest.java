package dev.sluice.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.function.Tuple2;
import dev.sluice.io.Bytes;
import dev.sluice.io.CorruptFileException;
import dev.sluice.quarantine.QuarantinedRecord.Thrown;
import dev.sluice.time.Time;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of quarantined records: every version that was ever released can be read. */
class QuarantineFilesTest {
  @TempDir Path folder;

  private static Path golden(String version) throws URISyntaxException {
    return Path.of(QuarantineFilesTest.class.getResource("/golden/" + version).toURI())
        .resolve(GoldenQuarantine.DIRECTORY);
  }

  private static QuarantinedRecord record(int partition, long ordinal) {
    return new QuarantinedRecord(
        "map",
        new Time(1000),
        partition,
        ordinal,
        "here",
        Optional.empty(),
        new Thrown("E", "", ""),
        QuarantinedRecord.serialize("record " + ordinal));
  }

  @Test
  void version_1_can_be_read() throws Exception {
    List<QuarantinedRecord> records = Quarantine.of(golden("v1").toString()).read();

    assertThat(records).isEqualTo(GoldenQuarantine.RECORDS);
    assertThat(records)
        .extracting(QuarantinedRecord::record)
        .containsExactly("ü1", new Tuple2<>("a", 1));
  }

  @Test
  void version_1_is_what_is_written() throws Exception {
    GoldenQuarantine.write(folder);

    assertThat(folder.resolve(GoldenQuarantine.DIRECTORY).resolve(GoldenQuarantine.FILE))
        .hasSameBinaryContentAs(golden("v1").resolve(GoldenQuarantine.FILE));
  }

  @Test
  void records_are_added_once_and_in_order() throws Exception {
    Quarantine quarantine = Quarantine.of(folder.toString());
    quarantine.add(new Time(1000), List.of(record(1, 5), record(0, 9)));
    quarantine.add(new Time(1000), List.of(record(1, 5), record(1, 2)));
    quarantine.add(new Time(999), List.of(record(0, 0)));

    assertThat(quarantine.files()).extracting(QuarantineFile::records).containsExactly(1, 3);
    assertThat(quarantine.read("0000000000000001000.quarantine"))
        .extracting(QuarantinedRecord::ordinal)
        .containsExactly(9L, 2L, 5L);
  }

  @Test
  void a_directory_that_is_not_there_has_no_files() throws Exception {
    assertThat(Quarantine.of(folder.resolve("none").toString()).files()).isEmpty();
  }

  @Test
  void damage_at_any_byte_is_found() throws Exception {
    GoldenQuarantine.write(folder);
    Path directory = folder.resolve(GoldenQuarantine.DIRECTORY);
    Path file = directory.resolve(GoldenQuarantine.FILE);
    byte[] bytes = Files.readAllBytes(file);
    Quarantine quarantine = Quarantine.of(directory.toString());
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= 4;
      Files.write(file, bytes);
      bytes[i] ^= 4;

      assertThatThrownBy(quarantine::read).isInstanceOf(IOException.class);
    }
  }

  @Test
  void a_file_of_another_kind_is_refused() throws Exception {
    Files.writeString(folder.resolve("0000000000000001000.quarantine"), "something else, longer");

    assertThatThrownBy(() -> Quarantine.of(folder.toString()).files())
        .isInstanceOf(CorruptFileException.class);
  }

  @Test
  void bytes_that_are_no_record_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QuarantinedRecord.decode(Bytes.of(new byte[] {1, 9})))
        .withMessageContaining("Cannot decode a quarantined record: unknown kind");
  }

  @Test
  void what_is_told_of_exceptions_is_bounded() {
    IllegalStateException thrown =
        new IllegalStateException("m".repeat(10_000), new IOException("inner"));

    Thrown told = Thrown.of(thrown);

    assertThat(told.exceptionClass()).isEqualTo("java.lang.IllegalStateException");
    assertThat(told.message()).hasSize(2_048);
    assertThat(told.stackTrace())
        .contains(
            "\tat dev.sluice.quarantine.QuarantineFilesTest.", "Caused by: java.io.IOException\n")
        .doesNotContain("inner")
        .hasSizeLessThanOrEqualTo(8_192);
  }

  @Test
  void a_record_tells_what_was_thrown_and_not_what_is_in_it() {
    assertThat(record(2, 7)).hasToString("record 7 of partition 2 of batch 1000 ms at map: E");
  }
}
