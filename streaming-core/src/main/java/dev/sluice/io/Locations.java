package dev.sluice.io;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what knows the file system of a URI: a {@link StorageProvider} on the class path.
 * Stateless.
 */
public final class Locations {
  private static final Pattern URI_WITH_SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]+):/.*");

  private Locations() {}

  /** Whether a text is a URI of a file system other than the local one. */
  public static boolean isRemote(String location) {
    return scheme(location).filter(scheme -> !scheme.equalsIgnoreCase("file")).isPresent();
  }

  private static Optional<String> scheme(String location) {
    Matcher matcher = URI_WITH_SCHEME.matcher(location);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /**
   * The path of a URI of a file system other than the local one.
   *
   * @param what what it is for, for the error
   * @throws IllegalArgumentException if it is malformed, or nothing on the class path knows it
   */
  public static Path remote(String what, String uri) {
    String scheme = scheme(uri).orElse("");
    try {
      return provider(scheme).path(uri);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Cannot use a %s: found \"%s\", %s".formatted(what, uri, e.getMessage()), e);
    }
  }

  /**
   * The path of a local file by its path, or of any file by its URI, as the texts of paths are.
   *
   * @throws IllegalArgumentException if it is malformed, or nothing on the class path knows it
   */
  public static Path path(String text) {
    return isRemote(text) ? remote("file", text) : Path.of(text);
  }

  /** The files below a directory, be it local or not. */
  static Storage storage(String what, Path directory) {
    if (isLocal(directory)) {
      return new LocalStorage(directory);
    }
    try {
      return provider(directory.toUri().getScheme()).storage(directory);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Cannot use a %s: found \"%s\", %s".formatted(what, directory, e.getMessage()), e);
    }
  }

  /** Whether a path is one of the local file system. */
  public static boolean isLocal(Path path) {
    return path.getFileSystem().equals(FileSystems.getDefault());
  }

  private static StorageProvider provider(String scheme) {
    for (StorageProvider provider : ServiceLoader.load(StorageProvider.class)) {
      if (provider.accepts(scheme)) {
        return provider;
      }
    }
    throw new IllegalArgumentException(
        "expected a local path, a file: URI, or something on the class path that knows "
            + scheme
            + ":, for file systems that Hadoop knows the artifact dev.sluice:streaming-hadoop");
  }
}
