package dev.sluice.source;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds the files of a file stream, on whatever file system they are. Files have names that are the
 * same each time, also after a restart, and by which {@link FileFormat#read} finds them. Confined
 * to the driver thread.
 */
public interface FileFinder {
  /** Where files are looked for, for people. */
  String location();

  /**
   * The files that are there now, in any order; directories are left out.
   *
   * @param wanted whether a file of this name is asked for; nothing need be known of others
   * @param problems gets a sentence for each directory and file that cannot be looked at; such are
   *     left out, and looked for again at the next batch
   */
  List<Found> find(Predicate<String> wanted, List<String> problems);

  /**
   * Looks at one file again.
   *
   * @return empty if it is gone
   * @throws IOException if that cannot be known
   */
  Optional<Found> look(String name) throws IOException;

  /**
   * Whether the stream reads a file.
   *
   * @throws Exception if the user's filter fails; the batch is not generated then
   */
  boolean accepts(String name) throws Exception;

  /**
   * A file that is there.
   *
   * @param name what it is found by
   * @param modifiedMs when it was modified last, in milliseconds since 1970
   */
  record Found(String name, long modifiedMs) {}
}
