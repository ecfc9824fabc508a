package dev.sluice.rdd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The local files that a path stands for. */
final class InputFiles {
  private static final String FILE_SCHEME = "file:";

  private InputFiles() {}

  /** A file as it was listed. */
  record Found(String path, long bytes) {}

  /**
   * Lists a file, the files of a directory, or those of files and directories that match a pattern,
   * in the order of their names.
   *
   * @throws UncheckedIOException if there is none
   */
  static List<Found> list(String location) {
    try {
      List<Found> files = new ArrayList<>();
      for (Path path : matches(local(location))) {
        if (Files.isDirectory(path)) {
          addFiles(path, files);
        } else {
          files.add(new Found(path.toString(), Files.size(path)));
        }
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list input files: " + e.getMessage(), e);
    }
  }

  /** The path that is meant by a path or a {@code file:} URI. */
  static String local(String location) {
    if (!location.startsWith(FILE_SCHEME)) {
      return location;
    }
    String path = location.substring(FILE_SCHEME.length());
    return path.startsWith("///") ? path.substring(2) : path;
  }

  private static List<Path> matches(String location) throws IOException {
    if (Files.exists(Path.of(location))) {
      return List.of(Path.of(location));
    }
    Path parent = literalParent(location);
    List<Path> matches = List.of();
    if (isPattern(location) && Files.isDirectory(parent)) {
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + location);
      int depth = Math.max(Path.of(location).getNameCount() - parent.getNameCount(), 0) + 1;
      try (Stream<Path> tree =
          Files.walk(parent, location.contains("**") ? Integer.MAX_VALUE : depth)) {
        matches = tree.filter(matcher::matches).sorted().toList();
      }
    }
    if (matches.isEmpty()) {
      throw new NoSuchFileException(location, null, "found no file, expected one or more");
    }
    return matches;
  }

  private static boolean isPattern(String location) {
    return location.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
  }

  /** The innermost directory above the first name that is a pattern. */
  private static Path literalParent(String location) {
    int pattern = 0;
    while (pattern < location.length() && !isPattern(location.substring(pattern, pattern + 1))) {
      pattern++;
    }
    int slash = location.lastIndexOf('/', pattern);
    return slash < 0 ? Path.of("") : Path.of(location.substring(0, slash + 1));
  }

  private static void addFiles(Path directory, List<Found> files) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      for (Path path : entries.sorted().toList()) {
        String name = path.getFileName().toString();
        if (!name.startsWith(".") && !name.startsWith("_") && Files.isRegularFile(path)) {
          files.add(new Found(path.toString(), Files.size(path)));
        }
      }
    }
  }
}
