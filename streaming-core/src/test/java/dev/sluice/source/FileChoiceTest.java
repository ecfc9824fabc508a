package dev.sluice.source;

import static dev.sluice.source.FileFixture.CREATED_MS;
import static dev.sluice.source.FileFixture.REMEMBER;
import static dev.sluice.source.FileFixture.SLIDE;
import static dev.sluice.source.FileFixture.chosen;
import static dev.sluice.source.FileFixture.modified;
import static dev.sluice.source.FileFixture.settings;
import static dev.sluice.source.FileFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.dstream.InputSource;
import dev.sluice.io.Bytes;
import dev.sluice.ledger.BatchInput;
import dev.sluice.time.Time;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileChoiceTest {
  private static final long FIRST = CREATED_MS + 1_000;

  @TempDir Path directory;

  @Test
  void a_batch_gets_files_modified_up_to_its_time_and_after_the_stream_was_made() throws Exception {
    InputSource<String> source = FileSources.textLines(settings(directory));
    write(directory.resolve("old"), CREATED_MS, "");
    Path justNew = write(directory.resolve("b-just-new"), CREATED_MS + 1, "");
    Path onTime = write(directory.resolve("a-on-time"), FIRST, "");
    Path early = write(directory.resolve("early"), FIRST + 1, "");

    assertThat(chosen(source, FIRST)).containsExactly(justNew, onTime);
    assertThat(chosen(source, FIRST + 1_000)).containsExactly(early);
    assertThat(chosen(source, FIRST + 2_000)).isEmpty();
  }

  @Test
  void older_files_are_taken_on_demand_as_far_back_as_files_are_remembered() throws Exception {
    FileSettings all =
        new FileSettings(
            directory.toString(), FileSettings.notHidden(), new Time(0), SLIDE, REMEMBER);
    write(directory.resolve("too-old"), FIRST - 5_000, "");
    Path old = write(directory.resolve("old"), FIRST - 4_999, "");

    assertThat(chosen(FileSources.textLines(all), FIRST)).containsExactly(old);
  }

  @Test
  void the_remember_duration_is_rounded_up_to_whole_slides() {
    assertThat(remember(1_000, 60_000)).isEqualTo(Duration.ofSeconds(60));
    assertThat(remember(7_000, 60_000)).isEqualTo(Duration.ofSeconds(63));
    assertThat(remember(90_000, 60_000)).isEqualTo(Duration.ofSeconds(90));
  }

  private static Duration remember(long slideMs, long minRememberMs) {
    return new FileSettings(
            "d",
            FileSettings.notHidden(),
            new Time(0),
            Duration.ofMillis(slideMs),
            Duration.ofMillis(minRememberMs))
        .remember();
  }

  @Test
  void a_file_moved_in_late_is_taken_if_its_time_is_in_the_window() throws Exception {
    InputSource<String> source = FileSources.textLines(settings(directory));
    Path aside = Files.createDirectory(directory.resolve("aside"));
    Path late = write(aside.resolve("late"), FIRST, "");
    Path tooLate = write(aside.resolve("too-late"), FIRST, "");
    assertThat(chosen(source, FIRST)).isEmpty();

    Path moved = Files.move(late, directory.resolve("late"));
    assertThat(chosen(source, FIRST + 4_000)).containsExactly(moved);
    Files.move(tooLate, directory.resolve("too-late"));
    assertThat(chosen(source, FIRST + 5_000)).isEmpty();
  }

  @Test
  void a_file_that_was_chosen_is_not_chosen_again_when_it_is_touched() throws Exception {
    InputSource<String> source = FileSources.textLines(settings(directory));
    Path file = write(directory.resolve("file"), FIRST, "");
    assertThat(chosen(source, FIRST)).containsExactly(file);

    modified(file, FIRST + 1_000);

    assertThat(chosen(source, FIRST + 1_000)).isEmpty();
    source.forget(new Time(FIRST + 1_000));
    assertThat(chosen(source, FIRST + 2_000)).isEmpty();
  }

  @Test
  void hidden_files_and_directories_are_left_out() throws Exception {
    InputSource<String> source = FileSources.textLines(settings(directory));
    write(directory.resolve(".hidden"), FIRST, "");
    Path below = Files.createDirectory(directory.resolve("below"));
    write(below.resolve("file"), FIRST, "");
    modified(below, FIRST);
    Path visible = write(directory.resolve("_visible"), FIRST, "");

    assertThat(chosen(source, FIRST)).containsExactly(visible);
  }

  @Test
  void a_filter_of_ones_own_decides_and_its_error_loses_nothing() throws Exception {
    FileSettings own =
        new FileSettings(
            directory.toString(),
            file -> {
              if (file.endsWith("bad")) {
                throw new IllegalStateException("bad file");
              }
              return file.toString().endsWith(".txt");
            },
            new Time(CREATED_MS),
            SLIDE,
            REMEMBER);
    InputSource<String> source = FileSources.textLines(own);
    Path text = write(directory.resolve(".a.txt"), FIRST, "");
    write(directory.resolve("a.csv"), FIRST, "");
    Path bad = write(directory.resolve("bad"), FIRST, "");

    assertThatThrownBy(() -> chosen(source, FIRST)).hasMessage("bad file");
    Files.delete(bad);
    assertThat(chosen(source, FIRST + 1_000)).containsExactly(text);
  }

  @Test
  void all_directories_that_match_are_listed() throws Exception {
    InputSource<String> source =
        FileSources.textLines(settings("file://" + directory + "/logs-*/{in,out}"));
    List<Path> files =
        List.of(
            directory.resolve("logs-1/in/a"),
            directory.resolve("logs-1/out/b"),
            directory.resolve("logs-2/in/c"));
    for (Path file : files) {
      Files.createDirectories(file.getParent());
      write(file, FIRST, "");
    }
    Files.createDirectories(directory.resolve("other/in"));
    write(directory.resolve("other/in/d"), FIRST, "");
    write(directory.resolve("logs-3"), FIRST, "a file, not a directory");

    assertThat(chosen(source, FIRST)).containsExactlyElementsOf(files);
  }

  @Test
  void a_directory_may_appear_late_and_vanish() throws Exception {
    Path late = directory.resolve("late");
    InputSource<String> source = FileSources.textLines(settings(late));

    BatchInput before = source.plan(new Time(FIRST), 3);
    assertThat(before.descriptor()).isEqualTo(Bytes.EMPTY);
    assertThat(before.metadata().get("problems")).contains(late + ": found no directory");

    Files.createDirectory(late);
    Path file = write(late.resolve("file"), FIRST, "");
    BatchInput then = source.plan(new Time(FIRST + 1_000), 3);
    assertThat(FileFixture.paths(then)).containsExactly(file);
    assertThat(then.metadata())
        .containsOnlyKeys("files", "Description")
        .containsEntry("Description", file.toString());

    Files.delete(file);
    Files.delete(late);
    assertThat(source.plan(new Time(FIRST + 2_000), 3).metadata()).containsKey("problems");
  }

  @Test
  void unusable_paths_are_refused() {
    assertThatThrownBy(() -> FileSources.textLines(settings("hdfs://host/path")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found \"hdfs://host/path\", expected a local path, a file: URI, or")
        .hasMessageContaining("knows hdfs:")
        .hasMessageContaining("dev.sluice:streaming-hadoop");
    assertThatThrownBy(() -> FileSources.textLines(settings("/logs/{a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found \"/logs/{a\"");
    assertThatThrownBy(() -> FileSources.textLines(settings("")))
        .hasMessageContaining("expected a path");
  }

  @Test
  void whatever_arrives_when_each_file_is_chosen_once_and_in_its_window() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    InputSource<String> source = FileSources.textLines(settings(directory));
    Set<Path> arrived = new HashSet<>();
    Set<Path> seen = new HashSet<>();

    for (long batch = FIRST; batch <= FIRST + 60_000; batch += SLIDE.toMillis()) {
      for (int n = random.nextInt(5); n > 0; n--) {
        long modified = batch - REMEMBER.toMillis() + 1 + random.nextInt(8_000);
        Path file = directory.resolve("f" + arrived.size());
        write(file, Math.max(modified, CREATED_MS + 1), "");
        arrived.add(file);
      }
      for (Path file : chosen(source, batch)) {
        assertThat(seen.add(file)).as("first time of %s, seed %d", file, seed).isTrue();
        assertThat(Files.getLastModifiedTime(file).toMillis())
            .as("modification time of %s, seed %d", file, seed)
            .isBetween(batch - REMEMBER.toMillis() + 1, batch);
        if (random.nextInt(4) == 0) {
          modified(file, batch + random.nextInt(1_000));
        }
      }
      if (random.nextBoolean()) {
        source.forget(new Time(batch));
      }
    }
    for (long batch = FIRST + 61_000; batch <= FIRST + 64_000; batch += SLIDE.toMillis()) {
      seen.addAll(chosen(source, batch));
    }

    assertThat(seen).as("all files, seed %d", seed).isEqualTo(arrived);
  }
}
