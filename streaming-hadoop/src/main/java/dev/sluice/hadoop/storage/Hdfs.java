package dev.sluice.hadoop.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathIsNotEmptyDirectoryException;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.protocol.HdfsLocatedFileStatus;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;

/** The calls of HDFS that a storage is made of. Thread-safe: HDFS is. */
class Hdfs {
  private static final FsPermission OWNERS_DIRECTORY = new FsPermission((short) 0700);
  private static final FsPermission OWNERS_FILE = new FsPermission((short) 0600);
  private static final long STEP_MS = 100;
  private static final long AGAIN_MS = 5_000;
  private static final long MOST_MS = 180_000;
  private static final int MOST_TRIES = 10;

  private final HadoopFiles files;

  Hdfs(HadoopFiles files) {
    this.files = files;
  }

  /** For calls that change nothing. */
  DistributedFileSystem system() throws IOException {
    return (DistributedFileSystem) files.hadoop();
  }

  static String random() {
    return Long.toHexString(ThreadLocalRandom.current().nextLong());
  }

  /**
   * Makes a new file with its directories, for its owner alone; each block is forced to disk when
   * it ends.
   */
  FSDataOutputStream create(Path file) throws IOException {
    system().mkdirs(file.getParent(), OWNERS_DIRECTORY);
    FSDataOutputStream out =
        system()
            .createFile(file)
            .permission(OWNERS_FILE)
            .overwrite(false)
            .recursive()
            .replicate()
            .syncBlock()
            .build();
    if (!out.hasCapability(StreamCapabilities.HSYNC)) {
      out.close();
      throw new IOException("HDFS does not make this file durable, expected one with hsync");
    }
    return out;
  }

  /** Puts a file in the place of another, or of none. */
  void replace(Path from, Path to) throws IOException {
    for (int tries = 1; ; tries++) {
      system().mkdirs(to.getParent(), OWNERS_DIRECTORY);
      try {
        rename(from, to);
        return;
      } catch (FileNotFoundException gone) {
        // The directory went with the last of its files.
        if (tries == MOST_TRIES) {
          throw gone;
        }
      }
    }
  }

  void rename(Path from, Path to) throws IOException {
    system().rename(from, to, Rename.OVERWRITE);
  }

  void delete(Path file) throws IOException {
    system().delete(file, false);
  }

  /** Notes something beside a file. */
  void note(Path file, String name, byte[] value) throws IOException {
    system().setXAttr(file, name, value);
  }

  /** Deletes a directory that is empty, and those above it that are empty then. */
  void deleteEmptyDirectories(Path directory, Path root) throws IOException {
    Path next = directory;
    while (!next.equals(root)) {
      try {
        system().delete(next, false);
      } catch (PathIsNotEmptyDirectoryException inUse) {
        return;
      } catch (RemoteException failure) {
        if (failure.unwrapRemoteException() instanceof PathIsNotEmptyDirectoryException) {
          return;
        }
        throw failure;
      }
      next = next.getParent();
    }
  }

  Optional<FileStatus> status(Path file) throws IOException {
    try {
      return Optional.of(system().getFileStatus(file));
    } catch (FileNotFoundException none) {
      return Optional.empty();
    } catch (AccessControlException denied) {
      if (isBelowFile(denied)) {
        return Optional.empty();
      }
      throw denied;
    }
  }

  /** HDFS denies access to what would be below a file, as that is no directory. */
  private static boolean isBelowFile(AccessControlException denied) {
    return String.valueOf(denied.getMessage()).contains("(is not a directory)");
  }

  /** What is directly in a directory; nothing if it is none. */
  List<FileStatus> list(Path directory) throws IOException {
    List<FileStatus> found = new ArrayList<>();
    try {
      RemoteIterator<FileStatus> all = system().listStatusIterator(directory);
      while (all.hasNext()) {
        FileStatus status = all.next();
        if (!status.getPath().toUri().getPath().equals(directory.toUri().getPath())) {
          found.add(status);
        }
      }
    } catch (FileNotFoundException none) {
      return List.of();
    }
    return found;
  }

  /** The files directly in a directory that are open for writing. */
  List<Path> unclosed(Path directory) throws IOException {
    List<Path> found = new ArrayList<>();
    try {
      RemoteIterator<LocatedFileStatus> all = system().listLocatedStatus(directory);
      while (all.hasNext()) {
        if (all.next() instanceof HdfsLocatedFileStatus status
            && status.isFile()
            && status.getLocatedBlocks().isUnderConstruction()) {
          found.add(status.getPath());
        }
      }
    } catch (FileNotFoundException none) {
      return List.of();
    }
    return found;
  }

  /**
   * Takes a file from its writer and waits until its DataNodes agree on its length.
   *
   * @throws IOException if they do not, for example because all are down
   */
  void end(Path file) throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    boolean closed = false;
    for (long ms = 0; !closed; ms += STEP_MS) {
      if (ms >= MOST_MS) {
        throw new IOException(
            "HDFS did not close %s in %d s after its writer, expected DataNodes with its last block"
                .formatted(file, MOST_MS / 1000));
      }
      closed = ms % AGAIN_MS == 0 ? system().recoverLease(file) : system().isFileClosed(file);
      if (!closed) {
        pause(never);
      }
    }
  }

  private static void pause(CountDownLatch never) throws InterruptedIOException {
    try {
      if (never.await(STEP_MS, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("a latch that nobody opens is open");
      }
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
