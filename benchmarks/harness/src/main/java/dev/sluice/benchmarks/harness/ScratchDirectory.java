package dev.sluice.benchmarks.harness;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** A directory for one run, deleted when it is closed. Immutable; what is in it changes. */
public final class ScratchDirectory implements AutoCloseable {
  private final Path path;

  private ScratchDirectory(Path path) {
    this.path = path;
  }

  /** A new one in a directory, which is made if need be. */
  public static ScratchDirectory in(Path parent) throws IOException {
    return new ScratchDirectory(Files.createTempDirectory(Files.createDirectories(parent), "run"));
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** How many files and bytes are in it now; files that go away meanwhile do not count. */
  public Contents contents() throws IOException {
    Walk walk = new Walk(false);
    Files.walkFileTree(path, walk);
    return new Contents(walk.files, walk.bytes);
  }

  @Override
  public void close() throws IOException {
    Files.walkFileTree(path, new Walk(true));
  }

  /**
   * What a directory holds.
   *
   * @param files the number of files
   * @param bytes their lengths
   */
  public record Contents(long files, long bytes) {}

  private static final class Walk extends SimpleFileVisitor<Path> {
    private final boolean deletes;
    private long files;
    private long bytes;

    Walk(boolean deletes) {
      this.deletes = deletes;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      files++;
      bytes += attributes.size();
      if (deletes) {
        Files.delete(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException failure)
        throws IOException {
      if (failure != null && !(failure instanceof NoSuchFileException)) {
        throw failure;
      }
      if (deletes) {
        Files.delete(directory);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
