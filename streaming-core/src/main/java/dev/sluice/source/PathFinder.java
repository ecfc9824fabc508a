package dev.sluice.source;

import dev.sluice.function.Function;
import dev.sluice.io.Locations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds files in a directory, or in those that match a pattern. Immutable. */
final class PathFinder implements FileFinder {
  private final String location;
  private final DirectoryPattern directories;
  private final Function<Path, Boolean> filter;

  /**
   * A finder of files that pass a filter.
   *
   * @throws IllegalArgumentException if the location is no path, URI or pattern
   */
  PathFinder(String location, Function<Path, Boolean> filter) {
    this.location = location;
    this.directories = DirectoryPattern.parse(location);
    this.filter = filter;
  }

  @Override
  public String location() {
    return location;
  }

  @Override
  public List<Found> find(Predicate<String> wanted, List<String> problems) {
    List<Found> files = new ArrayList<>();
    for (Path entry : list(wanted, problems)) {
      try {
        look(entry).ifPresent(files::add);
      } catch (IOException e) {
        problems.add(e.toString());
      }
    }
    return files;
  }

  private List<Path> list(Predicate<String> wanted, List<String> problems) {
    List<Path> entries = new ArrayList<>();
    try {
      for (Path directory : directories.find()) {
        try {
          entries.addAll(
              DirectoryPattern.entries(directory, entry -> wanted.test(entry.toString())));
        } catch (IOException e) {
          problems.add(e.toString());
        }
      }
    } catch (IOException e) {
      problems.add(e.toString());
    }
    return entries;
  }

  @Override
  public Optional<Found> look(String name) throws IOException {
    return look(Locations.path(name));
  }

  /** A path that a listing gave may know the answer. */
  private static Optional<Found> look(Path file) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.isRegularFile()
          ? Optional.of(new Found(file.toString(), attributes.lastModifiedTime().toMillis()))
          : Optional.empty();
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
  }

  @Override
  public boolean accepts(String name) throws Exception {
    return filter.call(Locations.path(name));
  }
}
