package dev.sluice.streaming;

import dev.sluice.io.LocalStorage;
import dev.sluice.io.Storage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where checkpoints are. Immutable.
 *
 * @param storage the files
 * @param directory the local directory, if it is one
 */
record CheckpointPlace(Storage storage, Optional<Path> directory) {
  private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]+)://?.*");

  /** A storage of the user's own. */
  static CheckpointPlace of(Storage storage) {
    return new CheckpointPlace(storage, Optional.empty());
  }

  /**
   * A local directory, which need not exist.
   *
   * @throws IllegalArgumentException if the text is no path or {@code file:} URI
   */
  static CheckpointPlace of(String directory) {
    Path path = path(directory).toAbsolutePath().normalize();
    return new CheckpointPlace(new LocalStorage(path), Optional.of(path));
  }

  private static Path path(String directory) {
    try {
      if (directory.startsWith("file:")) {
        return Path.of(URI.create(directory).getPath());
      }
      if (directory.isBlank() || SCHEME.matcher(directory).matches()) {
        throw new IllegalArgumentException("no local directory");
      }
      return Path.of(directory);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new IllegalArgumentException(
          "Cannot use a checkpoint directory: found \""
              + directory
              + "\", expected a local path or a file: URI",
          e);
    }
  }

  /** Whether both are the same place. */
  boolean isSame(CheckpointPlace other) {
    return directory.isPresent() ? directory.equals(other.directory) : storage == other.storage;
  }

  /** Moves a local directory away, so that a new one can take its place; says where to. */
  Path setAside() throws IOException {
    Path from = directory.orElseThrow();
    Path name = from.getFileName();
    int number = 1;
    Path to = from.resolveSibling(name + ".unreadable-" + number);
    while (Files.exists(to)) {
      number++;
      to = from.resolveSibling(name + ".unreadable-" + number);
    }
    return Files.move(from, to);
  }

  @Override
  public String toString() {
    return directory.map(Path::toString).orElseGet(() -> storage.getClass().getSimpleName());
  }
}
