package dev.sluice.engine.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A directory of block files, made when the first is written and readable by its owner only. Each
 * file holds one block as the serializer writes it. Thread-safe: the directory is guarded by this
 * object's monitor, files have names of their own.
 */
final class SpillDirectory {
  private static final String PREFIX = "sluice-blocks-";

  private final Optional<Path> parent;
  private final AtomicLong nextFile = new AtomicLong();
  private @Nullable Path directory;

  /** A directory inside the parent, or inside the system's temporary directory. */
  SpillDirectory(Optional<Path> parent) {
    this.parent = parent;
  }

  /** Writes a file; nothing is left of it if that fails. */
  Path write(ByteBuffer bytes) throws IOException {
    Path file = directory().resolve("block-" + nextFile.getAndIncrement());
    ByteBuffer unwritten = bytes.duplicate();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (unwritten.hasRemaining()) {
        channel.write(unwritten);
      }
      return file;
    } catch (IOException failure) {
      delete(file, failure);
      throw failure;
    }
  }

  /** The bytes of a file, read from disk as they are looked at; empty if it was deleted. */
  Optional<ByteBuffer> open(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return Optional.of(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
    } catch (NoSuchFileException deleted) {
      return Optional.empty();
    }
  }

  /** Deletes a file if it is there. */
  void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  /** Deletes the directory if there is one; its files must be deleted. */
  synchronized void close() throws IOException {
    if (directory != null) {
      Files.deleteIfExists(directory);
      directory = null;
    }
  }

  private void delete(Path file, IOException cause) {
    try {
      delete(file);
    } catch (IOException failure) {
      cause.addSuppressed(failure);
    }
  }

  private synchronized Path directory() throws IOException {
    Path made = directory;
    if (made == null) {
      if (parent.isPresent()) {
        Files.createDirectories(parent.get());
        made = Files.createTempDirectory(parent.get(), PREFIX);
      } else {
        made = Files.createTempDirectory(PREFIX);
      }
      directory = made;
    }
    return made;
  }
}
