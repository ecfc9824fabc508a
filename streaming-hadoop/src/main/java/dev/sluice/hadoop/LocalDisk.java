package dev.sluice.hadoop;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Makes local files survive a crash of the machine; other file systems have rules of their own. */
final class LocalDisk {
  private LocalDisk() {}

  /** Forces a directory and all below it to disk, if it is local. */
  static void forceTree(org.apache.hadoop.fs.Path root) throws IOException {
    if (isLocal(root)) {
      try (Stream<Path> files = Files.walk(Path.of(root.toUri().getPath()))) {
        force(files.toList());
      }
    }
  }

  /** Forces the names in a directory to disk, if it is local. */
  static void forceNames(org.apache.hadoop.fs.Path directory) throws IOException {
    if (isLocal(directory)) {
      force(List.of(Path.of(directory.toUri().getPath())));
    }
  }

  private static boolean isLocal(org.apache.hadoop.fs.Path path) {
    return "file".equals(path.toUri().getScheme()) && File.separatorChar == '/';
  }

  private static void force(List<Path> files) throws IOException {
    for (Path file : files) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
