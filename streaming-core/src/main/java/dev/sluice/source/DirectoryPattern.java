package dev.sluice.source;

import dev.sluice.io.Locations;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** A path to directories whose names may be patterns. Immutable. */
final class DirectoryPattern {
  private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]+):.*");
  private static final Pattern SPECIAL = Pattern.compile(".*[*?\\[{].*");
  private static final String FILE_SCHEME = "file:";

  private final String location;
  private final Path root;
  private final List<DirectoryStream.Filter<Path>> names;

  private DirectoryPattern(String location, Path root, List<DirectoryStream.Filter<Path>> names) {
    this.location = location;
    this.root = root;
    this.names = List.copyOf(names);
  }

  /**
   * Reads a path or a URI; relative paths begin at the working directory.
   *
   * @throws IllegalArgumentException if it is empty, of a scheme that nothing on the class path
   *     knows, or no pattern
   */
  static DirectoryPattern parse(String location) {
    String path = plainPath(location);
    int first = path.length();
    List<DirectoryStream.Filter<Path>> names = new ArrayList<>();
    if (SPECIAL.matcher(path).matches()) {
      first = path.lastIndexOf('/', firstSpecial(path)) + 1;
      for (String name : path.substring(first).split("/")) {
        if (!name.isEmpty()) {
          names.add(matching(location, name));
        }
      }
    }
    return new DirectoryPattern(location, root(path.substring(0, first)), names);
  }

  private static Path root(String path) {
    return Locations.isRemote(path)
        ? Locations.remote("directory of a file stream", path)
        : Path.of(path).toAbsolutePath();
  }

  private static String plainPath(String location) {
    if (Locations.isRemote(location)) {
      return location;
    }
    String path = location;
    if (path.startsWith(FILE_SCHEME)) {
      path = path.substring(FILE_SCHEME.length());
      path = path.startsWith("//") ? path.substring(2) : path;
    } else if (SCHEME.matcher(path).matches()) {
      throw unusable(location, "expected a local path or a file: URI", null);
    }
    if (path.isBlank()) {
      throw unusable(location, "expected a path", null);
    }
    return path;
  }

  private static int firstSpecial(String path) {
    int at = 0;
    while ("*?[{".indexOf(path.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  private static DirectoryStream.Filter<Path> matching(String location, String name) {
    try {
      var matcher = FileSystems.getDefault().getPathMatcher("glob:" + name);
      return path ->
          matcher.matches(Path.of(path.getFileName().toString())) && Files.isDirectory(path);
    } catch (PatternSyntaxException e) {
      throw unusable(location, "expected a path whose names are patterns", e);
    }
  }

  private static IllegalArgumentException unusable(
      String location, String expected, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "Cannot read files of a directory: unusable path, found \"" + location + "\", " + expected,
        cause);
  }

  /**
   * The directories that are there now, in the order of their names.
   *
   * @throws NoSuchFileException if there is none
   * @throws IOException if that cannot be known
   */
  List<Path> find() throws IOException {
    List<Path> found = Files.isDirectory(root) ? List.of(root) : List.of();
    for (DirectoryStream.Filter<Path> name : names) {
      List<Path> below = new ArrayList<>();
      for (Path parent : found) {
        below.addAll(entries(parent, name));
      }
      found = below;
    }
    if (found.isEmpty()) {
      throw new NoSuchFileException(location, null, "found no directory, expected one or more");
    }
    return found;
  }

  /** The entries of a directory that a filter lets pass, in the order of their names. */
  static List<Path> entries(Path directory, DirectoryStream.Filter<Path> filter)
      throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, filter)) {
      stream.forEach(entries::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    } catch (NoSuchFileException | NotDirectoryException vanished) {
      return List.of();
    }
    entries.sort(null);
    return entries;
  }
}
