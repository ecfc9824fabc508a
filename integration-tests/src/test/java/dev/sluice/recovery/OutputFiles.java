package dev.sluice.recovery;

import dev.sluice.rdd.RDD;
import dev.sluice.time.Time;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What an output had in each batch: a file for each batch time with the sorted records. A batch
 * that is written again must be the same; if it is not, both are kept. Immutable.
 */
record OutputFiles(String directory) implements Serializable {
  private static final String CONFLICT = "-differs";

  OutputFiles(Path parent, String name) {
    this(parent.resolve(name).toString());
  }

  /** Writes the records of a batch: aside, then renamed. */
  void write(RDD<?> records, Time batch) throws IOException {
    List<String> lines = records.collect().stream().map(Object::toString).sorted().toList();
    Path folder = Files.createDirectories(Path.of(directory));
    Path aside = Files.write(folder.resolve("." + UUID.randomUUID()), lines);
    Path file = folder.resolve(name(batch));
    boolean differs = Files.exists(file) && !Files.readAllLines(file).equals(lines);
    Path target = differs ? folder.resolve(file.getFileName() + CONFLICT) : file;
    Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String name(Time batch) {
    return "%019d".formatted(batch.milliseconds());
  }

  /** The records of each batch so far. */
  NavigableMap<Time, List<String>> read() throws IOException {
    NavigableMap<Time, List<String>> batches = new TreeMap<>();
    if (!Files.exists(Path.of(directory))) {
      return batches;
    }
    try (Stream<Path> files = Files.list(Path.of(directory))) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(CONFLICT)) {
          throw new AssertionError(
              "A batch was written again and differs: %s has %s"
                  .formatted(file, Files.readAllLines(file)));
        }
        if (!name.startsWith(".")) {
          batches.put(new Time(Long.parseLong(name)), Files.readAllLines(file));
        }
      }
    }
    return batches;
  }
}
