package dev.sluice.streaming;

import dev.sluice.io.Storage;
import dev.sluice.io.StoragePlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where checkpoints are. Immutable.
 *
 * @param storage the files
 * @param directory the directory, if it is not a storage of the user's own
 */
record CheckpointPlace(Storage storage, Optional<Path> directory) {
  /** A storage of the user's own. */
  static CheckpointPlace of(Storage storage) {
    return new CheckpointPlace(storage, Optional.empty());
  }

  /**
   * A directory, which need not exist.
   *
   * @throws IllegalArgumentException if the text is no path or URI of a file system that something
   *     on the class path knows
   */
  static CheckpointPlace of(String directory) {
    StoragePlace place = StoragePlace.of("checkpoint directory", directory);
    return new CheckpointPlace(place.storage(), place.directory());
  }

  /** Whether both are the same place. */
  boolean isSame(CheckpointPlace other) {
    return directory.isPresent() ? directory.equals(other.directory) : storage == other.storage;
  }

  /** Moves a directory away, so that a new one can take its place; says where to. */
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
