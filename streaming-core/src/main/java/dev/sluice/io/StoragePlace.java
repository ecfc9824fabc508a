package dev.sluice.io;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A storage and where it is. Immutable.
 *
 * @param storage the files
 * @param directory the directory, if it is not a storage of the user's own
 */
public record StoragePlace(Storage storage, Optional<Path> directory) {
  /** A storage of the user's own. */
  public static StoragePlace of(Storage storage) {
    return new StoragePlace(storage, Optional.empty());
  }

  /**
   * A directory, which need not exist.
   *
   * @param what what it is for, for the error
   * @throws IllegalArgumentException if the text is no path or {@code file:} URI, nor a URI that a
   *     {@link StorageProvider} on the class path knows
   */
  public static StoragePlace of(String what, String directory) {
    Path path = path(what, directory);
    return new StoragePlace(Locations.storage(what, path), Optional.of(path));
  }

  /**
   * The absolute path of a directory, which need not exist.
   *
   * @param what what it is for, for the error
   * @throws IllegalArgumentException if the text is no path or {@code file:} URI, nor a URI that a
   *     {@link StorageProvider} on the class path knows
   */
  public static Path path(String what, String directory) {
    if (Locations.isRemote(directory)) {
      return Locations.remote(what, directory);
    }
    try {
      if (directory.startsWith("file:")) {
        return Path.of(URI.create(directory).getPath()).toAbsolutePath().normalize();
      }
      if (directory.isBlank()) {
        throw new IllegalArgumentException("no local directory");
      }
      return Path.of(directory).toAbsolutePath().normalize();
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new IllegalArgumentException(
          "Cannot use a %s: found \"%s\", expected a local path or a file: URI"
              .formatted(what, directory),
          e);
    }
  }

  /** Whether both are the same place. */
  public boolean isSame(StoragePlace other) {
    return directory.isPresent() ? directory.equals(other.directory) : storage == other.storage;
  }

  /** The directory, or what kind of storage it is. */
  @Override
  public String toString() {
    return directory.map(Path::toString).orElseGet(() -> storage.getClass().getSimpleName());
  }
}
