package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.Commands.Result;
import dev.sluice.dstream.ErrorPolicy;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a quarantine. */
class QuarantineListTest {
  @TempDir Path directory;

  @BeforeEach
  void run() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      streams
          .input(List.of(List.of("1", "secret"), List.of("\u0007")), 1)
          .onError(ErrorPolicy.quarantine(directory.toString()))
          .map(Integer::parseInt)
          .named("numbers")
          .foreachRDD(rdd -> assertThat(rdd.collect()).isNotNull());
      streams.start();
      streams.advance(2);
    }
  }

  @Test
  void there_is_a_row_for_each_record_without_what_is_in_it() {
    Result listed = Commands.run("quarantine", "list", directory.toString());

    assertThat(listed.out())
        .isEqualTo(
            """
            directory  %s
            records    2 in 2 files

            records
              1970-01-01T00:00:01Z (1000 ms)  numbers  partition 0, record 1  java.lang.NumberFormatException  6 bytes
              1970-01-01T00:00:02Z (2000 ms)  numbers  partition 0, record 0  java.lang.NumberFormatException  1 byte
            """
                .formatted(directory));
    assertThat(listed.err()).isEmpty();
    assertThat(listed.code()).isZero();
  }

  @Test
  void records_are_shown_if_asked_for() {
    Result listed = Commands.run("quarantine", "list", "--payload", directory.toString());

    assertThat(listed.out().lines().skip(4).map(line -> line.replaceAll(".*  ", "")))
        .containsExactly("secret", "07");
  }

  @Test
  void a_directory_without_records_ends_with_66() throws Exception {
    Path empty = Files.createDirectory(directory.resolve("empty"));

    Result listed = Commands.run("quarantine", "list", empty.toString());

    assertThat(listed.err())
        .isEqualTo(
            "sluice: Cannot look at %s: found no quarantined records in it\n".formatted(empty));
    assertThat(listed.code()).isEqualTo(66);
  }

  @Test
  void damage_ends_with_65() throws Exception {
    Path file = directory.resolve("0000000000000002000.quarantine");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    Result listed = Commands.run("quarantine", "list", directory.toString());

    assertThat(listed.code()).isEqualTo(65);
    assertThat(listed.err())
        .contains(file.getFileName().toString(), "checksum")
        .doesNotContain(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quarantine",
        "quarantine list",
        "quarantine list DIR DIR",
        "quarantine list --verify DIR",
        "checkpoint inspect --payload DIR",
      })
  void wrong_usage_ends_with_64(String line) {
    String[] words = line.replace("DIR", directory.toString()).split(" ");

    assertThat(Commands.run(words).code()).isEqualTo(64);
  }
}
