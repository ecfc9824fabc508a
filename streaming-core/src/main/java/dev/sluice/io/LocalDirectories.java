package dev.sluice.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;

/**
 * The directories of a local storage: made with their first file, durable before it, gone with the
 * last one. Thread-safe: guarded by its monitor.
 */
final class LocalDirectories {
  private static final FileAttribute<?>[] NONE = {};

  private final Path root;
  private final FileAttribute<?>[] ofDirectories;
  private final FileAttribute<?>[] ofFiles;
  private final Set<Path> durable = new HashSet<>();

  LocalDirectories(Path root) {
    this.root = root;
    boolean posix = root.getFileSystem().supportedFileAttributeViews().contains("posix");
    this.ofDirectories = posix ? permissions("rwx------") : NONE;
    this.ofFiles = posix ? permissions("rw-------") : NONE;
  }

  private static FileAttribute<?>[] permissions(String text) {
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))
    };
  }

  /** Makes a new file, its entry not yet durable. */
  synchronized FileChannel create(Path file) throws IOException {
    return open(file, StandardOpenOption.CREATE_NEW);
  }

  /** Opens a file for writing, which is made where it is missing. */
  synchronized FileChannel createIfMissing(Path file) throws IOException {
    return open(file, StandardOpenOption.CREATE);
  }

  private FileChannel open(Path file, StandardOpenOption how) throws IOException {
    prepare(parent(file));
    return FileChannel.open(file, Set.of(how, StandardOpenOption.WRITE), ofFiles);
  }

  /** The one path of a file whose directory is made where it is missing. */
  synchronized Path real(Path file) throws IOException {
    prepare(parent(file));
    return parent(file).toRealPath().resolve(file.getFileName());
  }

  /** Puts a file in the place of another, or of none; durable on return. */
  void move(Path from, Path to) throws IOException {
    synchronized (this) {
      prepare(parent(to));
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
    FileTrees.forceDirectory(parent(to));
  }

  /** Deletes a file, durable on return, and the directories it leaves empty. */
  void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
    try {
      FileTrees.forceDirectory(parent(file));
    } catch (NoSuchFileException gone) {
      return; // The directory went with another of its files, which was forced.
    }
    synchronized (this) {
      Path directory = parent(file);
      while (!directory.equals(root) && deletedAsEmpty(directory)) {
        durable.remove(directory);
        directory = parent(directory);
      }
    }
  }

  private static boolean deletedAsEmpty(Path directory) throws IOException {
    try {
      return Files.deleteIfExists(directory);
    } catch (DirectoryNotEmptyException inUse) {
      return false;
    }
  }

  private void prepare(Path directory) throws IOException {
    if (durable.contains(directory) && Files.isDirectory(directory)) {
      return;
    }
    Path highest = root;
    while (!Files.exists(parent(highest))) {
      highest = parent(highest);
    }
    if (!Files.isDirectory(directory)) {
      make(directory);
    }
    Path made = directory;
    while (made.startsWith(highest) && made.getParent() != null) {
      forceEntry(made);
      made = parent(made);
    }
    durable.add(directory);
  }

  private void make(Path directory) throws IOException {
    try {
      Files.createDirectories(directory, ofDirectories);
    } catch (FileAlreadyExistsException file) {
      throw new NotDirectoryException(file.getFile());
    }
  }

  private void forceEntry(Path directory) throws IOException {
    try {
      FileTrees.forceDirectory(parent(directory));
    } catch (AccessDeniedException denied) {
      if (!directory.equals(root)) {
        throw denied;
      }
      // A root that was made by others, in a directory that this user may pass but not read.
    }
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    return parent == null ? path : parent;
  }
}
