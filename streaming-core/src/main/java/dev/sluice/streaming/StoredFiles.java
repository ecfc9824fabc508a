package dev.sluice.streaming;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Files of one kind in a checkpoint directory. Immutable.
 *
 * @param kind what is in them
 * @param files how many there are
 * @param bytes how long they are together
 */
public record StoredFiles(Kind kind, int files, long bytes) {

  /** What a file is for. */
  public enum Kind {
    /** Checkpoints. */
    CHECKPOINT,
    /** The driver's log. */
    LEDGER,
    /** Keyed state. */
    STATE,
    /** Logs of what was received. */
    RECEIVED,
    /** What is none of these. */
    OTHER
  }

  /** Counts what is there; files that vanish meanwhile do not count. */
  static List<StoredFiles> in(Path directory) throws IOException {
    Map<Kind, StoredFiles> counts = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      counts.put(kind, new StoredFiles(kind, 0, 0));
    }
    if (Files.isDirectory(directory)) {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              counts.computeIfPresent(
                  kind(directory.relativize(file)), (kind, so) -> so.plus(attributes.size()));
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException vanished) {
              return FileVisitResult.CONTINUE;
            }
          });
    }
    return List.copyOf(counts.values());
  }

  private StoredFiles plus(long size) {
    return new StoredFiles(kind, files + 1, bytes + size);
  }

  private static Kind kind(Path file) {
    String first = file.getNameCount() > 1 ? file.getName(0).toString() : "";
    for (Kind kind : Kind.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(first)) {
        return kind;
      }
    }
    return Kind.OTHER;
  }
}
