package dev.sluice.io;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** What is done to a directory with all that is in it. Symbolic links are not followed. */
final class FileTrees {

  private FileTrees() {}

  /**
   * Forces all files and directories at and below {@code root} to disk. Where the file system is
   * not the local one, files are as durable as they get when they are closed.
   */
  static void force(Path root) throws IOException {
    if (!Locations.isLocal(root)) {
      return;
    }
    walk(root, FileTrees::forceFile, FileTrees::forceDirectory);
  }

  /** Deletes {@code root}, be it a file or a directory, and all below it. */
  static void delete(Path root) throws IOException {
    walk(root, Files::delete, Files::delete);
  }

  /** Forces a directory's entries to disk, where the system lets a directory be opened. */
  static void forceDirectory(Path directory) throws IOException {
    if (File.separatorChar == '\\' || !Locations.isLocal(directory)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void forceFile(Path file) throws IOException {
    if (Files.isSymbolicLink(file)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private static void walk(Path root, Step onFile, Step onDirectory) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            onFile.run(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            onDirectory.run(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @FunctionalInterface
  private interface Step {
    void run(Path path) throws IOException;
  }
}
