package dev.sluice.rdd;

import dev.sluice.io.Locations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files that a path or a URI stands for. */
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
      for (Path path : matches(location)) {
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

  /** The path that is meant by a path or a URI. */
  static Path path(String location) {
    if (!location.startsWith(FILE_SCHEME)) {
      return Locations.path(location);
    }
    String path = location.substring(FILE_SCHEME.length());
    return Path.of(path.startsWith("///") ? path.substring(2) : path);
  }

  private static List<Path> matches(String location) throws IOException {
    Path path = path(location);
    if (Files.exists(path)) {
      return List.of(path);
    }
    List<Path> matches = List.of();
    if (isPattern(location)) {
      Path parent = literalParent(location);
      if (Files.isDirectory(parent)) {
        matches = matches(path, parent);
      }
    }
    if (matches.isEmpty()) {
      throw new NoSuchFileException(location, null, "found no file, expected one or more");
    }
    return matches;
  }

  private static List<Path> matches(Path pattern, Path parent) throws IOException {
    PathMatcher matcher = pattern.getFileSystem().getPathMatcher("glob:" + pattern);
    int depth = Math.max(pattern.getNameCount() - parent.getNameCount(), 0) + 1;
    try (Stream<Path> tree =
        Files.walk(parent, pattern.toString().contains("**") ? Integer.MAX_VALUE : depth)) {
      return tree.filter(matcher::matches).sorted().toList();
    }
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
    return slash < 0 ? Path.of("") : path(location.substring(0, slash + 1));
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
