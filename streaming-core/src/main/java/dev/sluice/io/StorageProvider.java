package dev.sluice.io;

import java.nio.file.Path;

/**
 * Knows file systems that are not local, by the schemes of their URIs; found by {@link
 * java.util.ServiceLoader}. Thread-safe.
 */
public interface StorageProvider {

  /** Whether this provider knows URIs with that scheme, such as {@code hdfs}. */
  boolean accepts(String scheme);

  /**
   * The path that a URI stands for, without looking whether there is a file. It is absolute, and
   * its text is a URI that gives an equal path again.
   *
   * @param uri with a scheme that is accepted; its path is taken as it stands, without escapes
   * @throws IllegalArgumentException if it is malformed, or part of the program that reads it is
   *     missing
   */
  Path path(String uri);

  /**
   * The files below a directory of this provider, which need not exist. It is serializable, so that
   * other processes see the same files.
   *
   * @throws IllegalArgumentException if the file system cannot keep the promises of {@link
   *     Storage}; the message says which, and what to use instead
   */
  Storage storage(Path directory);
}
