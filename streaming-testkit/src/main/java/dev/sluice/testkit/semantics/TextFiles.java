package dev.sluice.testkit.semantics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The lines of the directories that batches were written to. Immutable. */
record TextFiles(Path parent, String prefix, String suffix) implements Observed {
  @Override
  public Model<?> read() throws IOException {
    Observed.Batches<String> batches = new Observed.Batches<>();
    for (Path directory : list(parent)) {
      String name = directory.getFileName().toString();
      String ms = name.substring(prefix.length(), name.length() - suffix.length());
      batches.add((int) (Long.parseLong(ms) / Streams.INTERVAL.toMillis()), lines(directory));
    }
    return batches.read();
  }

  private static List<List<String>> lines(Path directory) throws IOException {
    if (!Files.exists(directory.resolve("_SUCCESS"))) {
      throw new AssertionError("Cannot read batch " + directory + ": it is not complete");
    }
    List<List<String>> partitions = new ArrayList<>();
    for (Path file : list(directory)) {
      if (file.getFileName().toString().startsWith("part-")) {
        partitions.add(Files.readAllLines(file));
      }
    }
    return partitions;
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }
}
