package dev.sluice.hadoop;

import dev.sluice.function.Function;
import dev.sluice.source.FileFinder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.util.functional.RemoteIterators;

/**
 * Finds files in a directory of any file system, or in those that match a pattern. The file system
 * is asked for anew each time, so that one which was closed is replaced. Confined to the driver
 * thread.
 */
final class HadoopFinder implements FileFinder {
  private final Path directories;
  private final Function<Path, Boolean> filter;
  private final Configuration conf;

  /** A finder of files that pass a filter. */
  HadoopFinder(Path directories, Function<Path, Boolean> filter, Configuration conf) {
    this.directories = directories;
    this.filter = filter;
    this.conf = conf;
  }

  /** The default filter: neither hidden files nor those that Hadoop's formats pass over. */
  static boolean isVisible(Path file) {
    return !file.getName().startsWith(".") && !file.getName().startsWith("_");
  }

  @Override
  public String location() {
    return directories.toString();
  }

  @Override
  public List<Found> find(Predicate<String> wanted, List<String> problems) {
    List<Found> files = new ArrayList<>();
    try {
      FileSystem system = directories.getFileSystem(conf);
      for (Path directory : directories(system)) {
        try {
          add(entries(system, directory), wanted, files);
        } catch (IOException e) {
          problems.add("Cannot list " + directory + ": " + e);
        }
      }
    } catch (IOException e) {
      problems.add("Cannot list " + directories + ": " + e);
    }
    return files;
  }

  private List<Path> directories(FileSystem system) throws IOException {
    FileStatus[] found = system.globStatus(directories);
    List<Path> paths =
        found == null
            ? List.of()
            : Arrays.stream(found)
                .filter(FileStatus::isDirectory)
                .map(FileStatus::getPath)
                .toList();
    if (paths.isEmpty()) {
      throw new FileNotFoundException("found no directory, expected one or more");
    }
    return paths;
  }

  /** What is in a directory; nothing if it is gone since it was found. */
  private static RemoteIterator<FileStatus> entries(FileSystem system, Path directory)
      throws IOException {
    try {
      return system.listStatusIterator(directory);
    } catch (FileNotFoundException vanished) {
      return RemoteIterators.remoteIteratorFromArray(new FileStatus[0]);
    }
  }

  private static void add(
      RemoteIterator<FileStatus> entries, Predicate<String> wanted, List<Found> files)
      throws IOException {
    while (entries.hasNext()) {
      FileStatus entry = entries.next();
      if (entry.isFile() && wanted.test(entry.getPath().toString())) {
        files.add(found(entry));
      }
    }
  }

  private static Found found(FileStatus file) {
    return new Found(file.getPath().toString(), file.getModificationTime());
  }

  @Override
  public Optional<Found> look(String name) throws IOException {
    Path file = new Path(name);
    try {
      FileStatus status = file.getFileSystem(conf).getFileStatus(file);
      return status.isFile() ? Optional.of(found(status)) : Optional.empty();
    } catch (FileNotFoundException gone) {
      return Optional.empty();
    }
  }

  @Override
  public boolean accepts(String name) throws Exception {
    return filter.call(new Path(name));
  }
}
