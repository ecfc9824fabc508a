package dev.sluice.source;

import static dev.sluice.source.FileFixture.CREATED_MS;
import static dev.sluice.source.FileFixture.settings;
import static dev.sluice.source.FileFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.dstream.Guarantee;
import dev.sluice.dstream.InputSource;
import dev.sluice.io.Bytes;
import dev.sluice.ledger.BatchInput;
import dev.sluice.rdd.JobException;
import dev.sluice.time.Time;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourceTest {
  private static final long FIRST = CREATED_MS + 1_000;

  @TempDir Path directory;
  private final FileFixture files = new FileFixture();

  @AfterEach
  void close() {
    files.close();
  }

  @Test
  void the_lines_of_all_files_come_in_the_order_of_modification() throws Exception {
    InputSource<String> source = FileSources.textLines(settings(directory));
    write(directory.resolve("a"), FIRST, "three\nfour");
    write(directory.resolve("b ü"), FIRST - 1, "one\r\ntwo\n");
    write(directory.resolve("empty"), FIRST, "");

    assertThat(files.read(source, FIRST)).containsExactly("one", "two", "three", "four");
    assertThat(source.name()).isEqualTo("File stream");
    assertThat(source.guarantee()).isEqualTo(Guarantee.REPLAYABLE);
  }

  @Test
  void a_batch_without_files_is_an_empty_dataset() throws Exception {
    InputSource<String> source = FileSources.textLines(settings(directory));

    assertThat(files.read(source, FIRST)).isEmpty();
  }

  @Test
  void another_source_reads_a_batch_by_its_descriptor() throws Exception {
    InputSource<String> first = FileSources.textLines(settings(directory));
    write(directory.resolve("file"), FIRST, "line");
    BatchInput input = first.plan(new Time(FIRST), 0);

    InputSource<String> second = FileSources.textLines(settings(directory));

    assertThat(files.read(second, FIRST, input)).containsExactly("line");
    assertThat(files.read(second, FIRST, input)).containsExactly("line");
  }

  @Test
  void a_large_text_file_has_several_partitions_and_every_line_once() throws Exception {
    InputSource<String> source = FileSources.textLines(settings(directory));
    String line = "x".repeat((1 << 20) - 1);
    List<String> lines = List.of("first", line, "last");
    Path file = write(directory.resolve("large"), FIRST, "first\n" + (line + "\n").repeat(70));
    Files.writeString(file, "last", StandardOpenOption.APPEND);
    FileFixture.modified(file, FIRST);

    BatchInput input = source.plan(new Time(FIRST), 0);
    var dataset = source.read(files.context(), new Time(FIRST), input);

    assertThat(dataset.plan().partitions()).isEqualTo(3);
    assertThat(dataset.count()).isEqualTo(72);
    assertThat(dataset.distinct().collect()).containsExactlyInAnyOrderElementsOf(lines);
  }

  @Test
  void a_file_that_vanished_fails_the_job_and_is_named() throws Exception {
    InputSource<String> source = FileSources.textLines(settings(directory));
    Path file = write(directory.resolve("gone"), FIRST, "line");
    BatchInput input = source.plan(new Time(FIRST), 0);
    Files.delete(file);

    var dataset = source.read(files.context(), new Time(FIRST), input);

    assertThatThrownBy(dataset::collect)
        .isInstanceOf(JobException.class)
        .rootCause()
        .hasMessageContaining(file.toString());
  }

  @Test
  void a_file_that_vanishes_before_the_task_runs_fails_the_job_and_is_named() throws Exception {
    InputSource<String> source = FileSources.textLines(settings(directory));
    Path file = write(directory.resolve("gone"), FIRST, "line");
    var dataset = source.read(files.context(), new Time(FIRST), source.plan(new Time(FIRST), 0));

    Files.delete(file);

    assertThatThrownBy(dataset::collect)
        .isInstanceOf(JobException.class)
        .rootCause()
        .hasMessageContaining(file.toString());
  }

  @Test
  void binary_records_have_the_given_length() throws Exception {
    InputSource<byte[]> source = FileSources.binaryRecords(settings(directory), 2);
    write(directory.resolve("file"), FIRST, "aabbcc");

    assertThat(files.read(source, FIRST))
        .extracting(record -> new String(record, StandardCharsets.UTF_8))
        .containsExactly("aa", "bb", "cc");
  }

  @Test
  void a_size_that_is_no_multiple_of_the_record_length_fails_the_job() throws Exception {
    InputSource<byte[]> source = FileSources.binaryRecords(settings(directory), 4);
    Path file = write(directory.resolve("file"), FIRST, "aabbcc");
    var dataset = source.read(files.context(), new Time(FIRST), source.plan(new Time(FIRST), 0));

    assertThatThrownBy(dataset::collect)
        .isInstanceOf(JobException.class)
        .rootCause()
        .hasMessageContaining(file.toString())
        .hasMessageContaining("found 6 bytes, expected a multiple of the record length 4");
    assertThatThrownBy(() -> FileSources.binaryRecords(settings(directory), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found a length of 0 bytes");
  }

  @Test
  void a_format_of_ones_own_reads_files() throws Exception {
    InputSource<String> source =
        FileSources.of(
            settings(directory),
            (context, file) ->
                context.parallelize(List.of(Path.of(file).getFileName().toString()), 1));
    write(directory.resolve("a"), FIRST, "");
    write(directory.resolve("b"), FIRST, "");

    assertThat(files.read(source, FIRST)).containsExactly("a", "b");
  }

  @Test
  void a_descriptor_is_a_version_a_kind_and_two_lists_of_names() {
    FileNames names = new FileNames(List.of("/a", "/b"), List.of("/c"));

    Bytes bytes = names.encode();

    assertThat(bytes.toArray())
        .containsExactly(
            1, 1, 0, 0, 0, 2, 0, 0, 0, 2, '/', 'a', 0, 0, 0, 2, '/', 'b', 0, 0, 0, 1, 0, 0, 0, 2,
            '/', 'c');
    assertThat(FileNames.decode(bytes)).isEqualTo(names);
    assertThat(FileNames.decode(Bytes.EMPTY).encode()).isEqualTo(Bytes.EMPTY);
    assertThatThrownBy(() -> FileNames.decode(Bytes.of(new byte[] {2})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot decode the file names of a batch: unknown version, found 2, expected 1");
  }
}
