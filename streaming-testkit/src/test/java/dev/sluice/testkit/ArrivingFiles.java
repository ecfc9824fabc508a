package dev.sluice.testkit;

import dev.sluice.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Files of words that appear in a directory before batches: none, one or two for each; the same
 * ones for the same seed. Confined to the test's thread.
 */
final class ArrivingFiles implements CrashingProgram.World {
  private static final int WORDS = 7;
  private static final int MOST_LINES = 4;

  private final Path directory;
  private final long seed;

  ArrivingFiles(Path directory, long seed) {
    this.directory = directory;
    this.seed = seed;
  }

  String directory() {
    return directory.toString();
  }

  @Override
  public void before(Time batch) throws IOException {
    SplittableRandom random = new SplittableRandom(seed + batch.milliseconds());
    for (int file = random.nextInt(3); file > 0; file--) {
      long modifiedMs = batch.milliseconds() - random.nextInt(3) * 300L;
      write("%d-%d".formatted(batch.milliseconds(), file), new Time(modifiedMs), random);
    }
  }

  private void write(String name, Time modified, SplittableRandom random) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int line = random.nextInt(MOST_LINES); line >= 0; line--) {
      lines.add("w" + random.nextInt(WORDS) + " w" + random.nextInt(WORDS));
    }
    Path hidden = Files.write(directory.resolve("." + name), lines);
    Files.setLastModifiedTime(hidden, FileTime.fromMillis(modified.milliseconds()));
    Files.move(hidden, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }
}
