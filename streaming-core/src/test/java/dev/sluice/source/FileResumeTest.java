package dev.sluice.source;

import static dev.sluice.source.FileFixture.CREATED_MS;
import static dev.sluice.source.FileFixture.REMEMBER;
import static dev.sluice.source.FileFixture.SLIDE;
import static dev.sluice.source.FileFixture.modified;
import static dev.sluice.source.FileFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.dstream.InputSource;
import dev.sluice.io.Bytes;
import dev.sluice.ledger.BatchInput;
import dev.sluice.time.ManualClock;
import dev.sluice.time.Time;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileResumeTest {
  private static final long FIRST = CREATED_MS + 1_000;

  @TempDir Path directory;
  private final NavigableMap<Time, BatchInput> recorded = new TreeMap<>();
  private Bytes origin = Bytes.EMPTY;
  private InputSource<String> source;

  @BeforeEach
  void start() throws Exception {
    source = made(CREATED_MS);
    origin = source.start(new Time(CREATED_MS));
  }

  private InputSource<String> made(long nowMs) {
    return FileSources.textLines(directory.toString(), new ManualClock(nowMs), SLIDE, REMEMBER);
  }

  /** A later process, which knows of batches no longer ago than files are remembered. */
  private void restart(long nowMs) throws Exception {
    source = made(nowMs);
    Time last = recorded.isEmpty() ? new Time(CREATED_MS) : recorded.lastKey();
    source.resume(origin, recorded.tailMap(last.minus(source.remember()), false));
  }

  private List<Path> chosen(long batchMs) throws Exception {
    BatchInput input = source.plan(new Time(batchMs), 0);
    recorded.put(new Time(batchMs), input);
    return FileFixture.paths(input);
  }

  @Test
  void files_that_came_while_the_program_was_down_go_to_the_batches_that_were_missed()
      throws Exception {
    Path before = write(directory.resolve("before"), FIRST, "");
    assertThat(chosen(FIRST)).containsExactly(before);
    Path second = write(directory.resolve("second"), FIRST + 2_000, "");
    Path first = write(directory.resolve("first"), FIRST + 1, "");
    Path third = write(directory.resolve("third"), FIRST + 2_001, "");

    restart(FIRST + 3_500);
    Path after = write(directory.resolve("after"), FIRST + 3_700, "");

    assertThat(chosen(FIRST + 1_000)).containsExactly(first);
    assertThat(chosen(FIRST + 2_000)).containsExactly(second);
    assertThat(chosen(FIRST + 3_000)).containsExactly(third);
    assertThat(chosen(FIRST + 4_000)).containsExactly(after);
    assertThat(chosen(FIRST + 5_000)).isEmpty();
  }

  @Test
  void files_from_before_the_very_first_start_are_left_out_after_each_restart() throws Exception {
    write(directory.resolve("old"), CREATED_MS, "");
    Path file = write(directory.resolve("new"), CREATED_MS + 1, "");

    restart(FIRST + 60_000);
    restart(FIRST + 120_000);

    assertThat(chosen(FIRST)).containsExactly(file);
  }

  @Test
  void a_file_that_was_modified_while_the_program_was_down_is_not_chosen_again() throws Exception {
    Path file = write(directory.resolve("file"), FIRST, "");
    assertThat(chosen(FIRST)).containsExactly(file);
    modified(file, FIRST + 1_500);

    restart(FIRST + 60_000);

    for (long batch = FIRST + 1_000; batch <= FIRST + 20_000; batch += 1_000) {
      assertThat(chosen(batch)).as("batch %d", batch).isEmpty();
    }
  }

  @Test
  void a_file_that_was_modified_after_it_was_forgotten_is_chosen_anew_as_without_a_restart()
      throws Exception {
    Path file = write(directory.resolve("file"), FIRST, "");
    assertThat(chosen(FIRST)).containsExactly(file);
    long later = FIRST + REMEMBER.toMillis() + 1;
    modified(file, later);

    restart(FIRST + 60_000);

    for (long batch = FIRST + 1_000; batch < later; batch += 1_000) {
      assertThat(chosen(batch)).as("batch %d", batch).isEmpty();
    }
    assertThat(chosen(FIRST + 6_000)).containsExactly(file);
  }

  @Test
  void a_file_that_is_known_only_because_it_was_modified_stays_known() throws Exception {
    Path file = write(directory.resolve("file"), FIRST, "");
    assertThat(chosen(FIRST)).containsExactly(file);
    modified(file, FIRST + 4_500);
    for (long batch = FIRST + 1_000; batch <= FIRST + 5_000; batch += 1_000) {
      assertThat(chosen(batch)).as("batch %d", batch).isEmpty();
    }

    restart(FIRST + 5_500);

    assertThat(chosen(FIRST + 6_000)).isEmpty();
    assertThat(chosen(FIRST + 9_000)).isEmpty();
  }

  @Test
  void a_filter_that_fails_does_not_lose_which_files_are_known() throws Exception {
    Path file = write(directory.resolve("file"), FIRST, "");
    FileSettings failing =
        new FileSettings(
            directory.toString(),
            candidate -> {
              if (Files.exists(directory.resolve("stop"))) {
                throw new IllegalStateException("stopped");
              }
              return !candidate.endsWith("stop");
            },
            new Time(CREATED_MS),
            SLIDE,
            REMEMBER);
    source = FileSources.textLines(failing);
    assertThat(chosen(FIRST)).containsExactly(file);
    modified(file, FIRST + 4_500);
    Path stop = write(directory.resolve("stop"), FIRST + 4_900, "");

    assertThatThrownBy(() -> chosen(FIRST + 5_000)).hasMessage("stopped");
    Files.delete(stop);

    assertThat(chosen(FIRST + 6_000)).isEmpty();
    restart(FIRST + 6_500);
    assertThat(chosen(FIRST + 7_000)).isEmpty();
  }

  @Test
  void a_malformed_origin_is_refused() {
    assertThatThrownBy(() -> source.resume(Bytes.EMPTY, new TreeMap<>()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot decode the origin of the file stream of "
                + directory
                + ": it ends early, found 0 bytes, expected more");
  }

  @Test
  void whatever_arrives_when_and_however_often_it_restarts_each_file_is_chosen_as_in_one_run()
      throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Map<Path, Long> arrived = new HashMap<>();
    Map<Path, Long> seen = new HashMap<>();

    for (long batch = FIRST; batch <= FIRST + 60_000; ) {
      long until = batch + 1_000L * random.nextInt(8);
      for (int n = random.nextInt(12); n > 0; n--) {
        long modified = batch - 999 + random.nextInt((int) (until - batch) + 1_000);
        Path file = write(directory.resolve("f" + arrived.size()), modified, "");
        arrived.put(file, Math.floorDiv(modified + 999, 1_000L) * 1_000);
      }
      if (random.nextInt(3) > 0) {
        restart(until + random.nextInt(1_000));
      }
      for (; batch <= until; batch += 1_000) {
        for (Path file : chosen(batch)) {
          assertThat(seen.put(file, batch)).as("batch of %s, seed %d", file, seed).isNull();
          if (random.nextInt(4) == 0) {
            modified(file, batch + random.nextInt(3_000));
          }
        }
      }
    }

    assertThat(seen).as("seed %d", seed).isEqualTo(arrived);
  }
}
