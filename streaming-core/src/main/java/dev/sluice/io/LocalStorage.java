package dev.sluice.io;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Files below a directory of the local file system, which is made when the first file is. Where the
 * system knows owners, files and directories are the owner's alone. Files whose names begin with a
 * dot belong to the storage itself: content before it replaces a file ({@code .aside}; what a crash
 * left there goes with the next lock), and what locks are held on.
 *
 * <p>Durable here means forced to the device, with the directory entry. A file system without
 * atomic renames or file locks, such as some network file systems, does not keep the promises of
 * {@link Storage}.
 *
 * <p>Thread-safe: {@link LocalDirectories} guards what changes directories.
 */
@SuppressWarnings("serial") // its directory goes to other processes instead
public final class LocalStorage implements Storage, Serializable {
  private static final String ASIDE = ".aside";

  private final Path root;
  private final LocalDirectories directories;

  /** The files below {@code root}, which need not exist. */
  public LocalStorage(Path root) {
    this.root = root.toAbsolutePath().normalize();
    this.directories = new LocalDirectories(this.root);
  }

  private Object writeReplace() {
    return new Directory(root.toString());
  }

  /** Stands for a storage on the way to other processes, which see the same files. */
  private record Directory(String root) implements Serializable {
    private Object readResolve() {
      return new LocalStorage(Path.of(root));
    }
  }

  @Override
  public Appender create(String name) throws IOException {
    Path file = path(name);
    try {
      return new LocalAppender(this::told, name, file, directories.create(file));
    } catch (IOException failure) {
      throw told("create", name, failure);
    }
  }

  @Override
  public void write(String name, Content content) throws IOException {
    Path target = path(name);
    Path aside =
        root.resolve(ASIDE).resolve(Long.toHexString(ThreadLocalRandom.current().nextLong()));
    try {
      writeAside(aside, content);
      directories.move(aside, target);
    } catch (IOException failure) {
      discard(aside, failure);
      throw told("write", name, failure);
    } catch (RuntimeException | Error failure) {
      discard(aside, failure);
      throw failure;
    }
  }

  private void writeAside(Path aside, Content content) throws IOException {
    try (FileChannel channel = directories.create(aside)) {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
      content.writeTo(new UnclosedStream(out));
      out.flush();
      channel.force(true);
    }
  }

  private static void discard(Path aside, Throwable failure) {
    try {
      Files.deleteIfExists(aside);
    } catch (IOException again) {
      failure.addSuppressed(again);
    }
  }

  @Override
  public StoredInput open(String name) throws IOException {
    Path file = path(name);
    try {
      return new LocalInput(file);
    } catch (IOException failure) {
      throw told("open", name, failure);
    }
  }

  @Override
  public List<String> list(String directory) throws IOException {
    Path listed = directory.isEmpty() ? root : path(directory);
    String prefix = directory.isEmpty() ? "" : directory + "/";
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(listed)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (!name.startsWith(".") && Files.isRegularFile(entry)) {
          names.add(prefix + name);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException none) {
      return List.of();
    } catch (DirectoryIteratorException failure) {
      throw told("list", directory, Objects.requireNonNull(failure.getCause()));
    } catch (IOException failure) {
      throw told("list", directory, failure);
    }
    Collections.sort(names);
    return names;
  }

  @Override
  public boolean exists(String name) {
    return Files.isRegularFile(path(name));
  }

  @Override
  public void delete(String name) throws IOException {
    Path file = path(name);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      directories.delete(file);
    } catch (IOException failure) {
      throw told("delete", name, failure);
    }
  }

  @Override
  public void truncate(String name, long length) throws IOException {
    try (FileChannel channel = FileChannel.open(path(name), StandardOpenOption.WRITE)) {
      if (length < 0 || length > channel.size()) {
        throw new IllegalArgumentException(
            "Cannot truncate %s: found length %d, expected 0 to %d"
                .formatted(name, length, channel.size()));
      }
      channel.truncate(length);
      channel.force(true);
    } catch (IOException failure) {
      throw told("truncate", name, failure);
    }
  }

  @Override
  public Lease lock(String name, String holder) throws IOException {
    Path file = path(name);
    try {
      LocalLease lease = LocalLease.take(this, directories, name, file, holder);
      try {
        sweep();
        return lease;
      } catch (IOException failure) {
        lease.close();
        throw failure;
      }
    } catch (LockedException held) {
      throw held;
    } catch (IOException failure) {
      throw told("lock", name, failure);
    }
  }

  private void sweep() throws IOException {
    Path aside = root.resolve(ASIDE);
    if (!Files.isDirectory(aside)) {
      return;
    }
    try (DirectoryStream<Path> left = Files.newDirectoryStream(aside)) {
      for (Path file : left) {
        Files.deleteIfExists(file);
      }
    }
  }

  private Path path(String name) {
    return root.resolve(Storage.requireName(name));
  }

  private IOException told(String what, String name, IOException failure) {
    return StorageFailure.of(what + " " + name + " in " + root, failure);
  }

  /** The directory. */
  @Override
  public String toString() {
    return root.toString();
  }

  private static final class UnclosedStream extends FilterOutputStream {
    UnclosedStream(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
      out.write(bytes, start, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
