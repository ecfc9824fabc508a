package dev.sluice.recovery;

import static dev.sluice.recovery.FilesProgram.BATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program that reads files is killed again and again; {@link Kills} says how often. */
class KilledProgramTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path root;

  @BeforeEach
  void makeDirectories() throws IOException {
    Files.createDirectory(root.resolve("in"));
  }

  private ChildProcess start() throws IOException {
    return ChildProcess.start(FilesProgram.class, root.resolve("log"), List.of(root.toString()));
  }

  /** Has the program run once: it reads what comes from then on. */
  private void startOnce() throws IOException, InterruptedException {
    try (ChildProcess first = start()) {
      first.awaitBegun();
      first.kill();
    }
  }

  private NavigableMap<Time, List<String>> read(String name) throws IOException {
    return new OutputFiles(root.resolve("out"), name).read();
  }

  private List<Long> numbers() throws IOException {
    return read(FilesProgram.LINES).values().stream()
        .flatMap(List::stream)
        .map(line -> Long.parseLong(line.split(" ")[1]))
        .sorted()
        .toList();
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES) // many kills take their time
  void totals_and_windows_are_exact_however_often_the_process_is_killed() throws Exception {
    int fed = feedAndKill();

    assertThat(numbers()).isEqualTo(IntStream.rangeClosed(1, fed).mapToObj(Long::valueOf).toList());
    NavigableMap<Time, List<String>> lines = read(FilesProgram.LINES);
    assertThat(lines.lastKey().minus(lines.firstKey()))
        .isEqualTo(BATCH.multipliedBy(lines.size() - 1));
    ExpectedSums expected = new ExpectedSums(lines);
    assertThat(read(FilesProgram.UPDATED)).isEqualTo(expected.totals());
    assertThat(read(FilesProgram.MAPPED)).isEqualTo(expected.totals());
    assertThat(read(FilesProgram.INVERSE))
        .isEqualTo(expected.windows(BATCH.multipliedBy(FilesProgram.INVERSE_WINDOW), BATCH, true));
    assertThat(read(FilesProgram.PLAIN))
        .isEqualTo(
            expected.windows(
                BATCH.multipliedBy(FilesProgram.PLAIN_WINDOW),
                BATCH.multipliedBy(FilesProgram.PLAIN_SLIDE),
                false));
  }

  /** Returns how many lines there were. */
  private int feedAndKill() throws Exception {
    Kills kills = Kills.begin("KilledProgramTest", 10);
    FileFeed feed = new FileFeed(root.resolve("in"), root.resolve("aside"));
    try (feed) {
      startOnce();
      var feeding = feed.start();
      kills.run(this::start);
      assertThat(feeding.isDone()).as("the feed ended by a failure").isFalse();
    }
    try (ChildProcess last = start()) {
      await()
          .atMost(PATIENCE)
          .pollInterval(BATCH)
          .until(() -> !last.isAlive() || numbers().size() >= feed.lines());
      last.end();
    }
    return feed.lines();
  }
}
