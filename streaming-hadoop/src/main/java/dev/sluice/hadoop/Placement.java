package dev.sluice.hadoop;

import dev.sluice.rdd.SaveMode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathIsNotDirectoryException;
import org.jspecify.annotations.Nullable;

/** Where an output directory is written and how it appears. Confined to one thread. */
sealed interface Placement permits AsidePlacement, DirectPlacement {
  /** The name of the empty file that says a directory is complete. */
  String SUCCESS = "_SUCCESS";

  /** File systems that rename a directory at once. */
  Set<String> RENAMING = Set.of("file", "hdfs", "webhdfs", "swebhdfs", "viewfs");

  /**
   * Where a directory that is about to be written goes; nothing is changed yet.
   *
   * @throws FileAlreadyExistsException if it is there and must not be replaced
   * @throws IOException if there is a file of that name, or it cannot be looked at
   */
  static Placement of(Path directory, SaveMode mode, Configuration conf) throws IOException {
    FileSystem system = directory.getFileSystem(conf);
    Path target = system.makeQualified(directory);
    FileStatus there = status(system, target);
    if (there != null && mode == SaveMode.CREATE) {
      throw new FileAlreadyExistsException(
          "Cannot write the directory " + target + ": it is there already");
    }
    if (there != null && !there.isDirectory()) {
      throw new PathIsNotDirectoryException(target.toString());
    }
    Path parent = target.getParent();
    if (parent == null) {
      throw new IOException(
          "Cannot write the directory " + target + ": found a root, expected one with a parent");
    }
    return RENAMING.contains(target.toUri().getScheme())
        ? new AsidePlacement(system, parent, target)
        : new DirectPlacement(system, target);
  }

  private static @Nullable FileStatus status(FileSystem system, Path path) throws IOException {
    try {
      return system.getFileStatus(path);
    } catch (FileNotFoundException none) {
      return null;
    }
  }

  /** Makes room; returns where the job writes, which does not exist. */
  Path begin() throws IOException;

  /** Lets the directory appear, after the job was committed. */
  void publish() throws IOException;

  /** Deletes what was written, after the job failed. */
  void discard() throws IOException;
}
