package dev.sluice.hadoop.storage;

import dev.sluice.io.Appender;
import dev.sluice.io.Lease;
import dev.sluice.io.LockedException;
import dev.sluice.io.Storage;
import dev.sluice.io.StoredInput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Files below a directory of HDFS. Files whose names begin with a dot belong to the storage itself:
 * content before it replaces a file ({@code .aside}; what a crash left there goes with the next
 * lock), and locks.
 *
 * <p>Durable here means on the disks of all DataNodes of a block, and in the NameNode's log. Files
 * are replicated also where the directory has an erasure coding policy, which knows no sync.
 *
 * <p>Once this has taken a lock, it refuses to change anything when the lock was lost: a process
 * that was cut off from HDFS for long does no harm when it comes back.
 *
 * <p>Thread-safe: HDFS guards its names; the locks held are in a concurrent set.
 */
@SuppressWarnings("serial") // its directory goes to other processes instead
final class HdfsStorage implements Storage, Serializable {
  private static final String ASIDE = ".aside";
  private static final int BUFFER_BYTES = 1 << 16;

  private final HadoopPath root;
  private final Hdfs hdfs;
  private final Set<HdfsLease> held = ConcurrentHashMap.newKeySet();

  HdfsStorage(HadoopPath root) {
    this(root, new Hdfs(root.getFileSystem()));
  }

  HdfsStorage(HadoopPath root, Hdfs hdfs) {
    this.root = root;
    this.hdfs = hdfs;
  }

  private Object writeReplace() {
    return SentDirectory.of(root);
  }

  @Override
  public Appender create(String name) throws IOException {
    Path file = path(name);
    return told(
        "create",
        name,
        () -> {
          requireHeld();
          return new HdfsAppender(name + " in " + root, hdfs.create(file));
        });
  }

  @Override
  public void write(String name, Content content) throws IOException {
    Path target = path(name);
    told(
        "write",
        name,
        () -> {
          requireHeld();
          Path aside = new Path(root.resolve(ASIDE).hadoop(), Hdfs.random());
          try {
            writeAside(aside, content);
            requireHeld();
            hdfs.replace(aside, target);
          } catch (IOException | RuntimeException | Error failure) {
            discard(aside, failure);
            throw failure;
          }
          return true;
        });
  }

  private void writeAside(Path aside, Content content) throws IOException {
    try (OutputStream file = hdfs.create(aside)) {
      OutputStream out = new BufferedOutputStream(file, BUFFER_BYTES);
      content.writeTo(new UnclosedStream(out));
      out.flush();
    }
  }

  private void discard(Path aside, Throwable failure) {
    try {
      hdfs.delete(aside);
    } catch (IOException again) {
      failure.addSuppressed(again);
    }
  }

  @Override
  public StoredInput open(String name) throws IOException {
    Path file = path(name);
    return told("open", name, () -> HdfsInput.open(hdfs, file));
  }

  @Override
  public List<String> list(String directory) throws IOException {
    Path listed = directory.isEmpty() ? root.hadoop() : path(directory);
    String prefix = directory.isEmpty() ? "" : directory + "/";
    return told(
        "list",
        directory.isEmpty() ? "files" : directory,
        () -> {
          List<String> names = new ArrayList<>();
          for (FileStatus status : hdfs.list(listed)) {
            String name = status.getPath().getName();
            if (!name.startsWith(".") && status.isFile()) {
              names.add(prefix + name);
            }
          }
          Collections.sort(names);
          return names;
        });
  }

  @Override
  public boolean exists(String name) throws IOException {
    Path file = path(name);
    return told("look for", name, () -> hdfs.status(file).filter(FileStatus::isFile).isPresent());
  }

  @Override
  public void delete(String name) throws IOException {
    Path file = path(name);
    told(
        "delete",
        name,
        () -> {
          requireHeld();
          hdfs.delete(file);
          hdfs.deleteEmptyDirectories(file.getParent(), root.hadoop());
          return true;
        });
  }

  /** Writes what is left and puts it in the file's place: HDFS cuts files in its own time. */
  @Override
  public void truncate(String name, long length) throws IOException {
    try (StoredInput old = open(name)) {
      Cut.check(name, length, old.size());
      write(name, out -> Cut.copy(old, length, out));
    } catch (NoSuchFileException none) {
      throw Failures.told("truncate " + name + " in " + root, none);
    }
  }

  @Override
  public void takeOver(String directory) throws IOException {
    Path taken = directory.isEmpty() ? root.hadoop() : path(directory);
    told(
        "take over",
        directory.isEmpty() ? "files" : directory,
        () -> {
          requireHeld();
          for (Path file : hdfs.unclosed(taken)) {
            hdfs.end(file);
          }
          return true;
        });
  }

  @Override
  public Lease lock(String name, String holder) throws IOException {
    path(name);
    HdfsLease lease = HdfsLease.take(this, hdfs, root, name, holder, held::remove);
    held.add(lease);
    try {
      sweep();
      return lease;
    } catch (IOException failure) {
      lease.close();
      throw Failures.told("lock " + name + " in " + root, failure);
    }
  }

  private void sweep() throws IOException {
    for (FileStatus left : hdfs.list(root.resolve(ASIDE).hadoop())) {
      hdfs.delete(left.getPath());
    }
  }

  private void requireHeld() throws IOException {
    for (HdfsLease lease : held) {
      lease.requireHeld();
    }
  }

  private Path path(String name) {
    return root.resolve(Storage.requireName(name)).hadoop();
  }

  private <T> T told(String what, String name, Failures.Call<T> call) throws IOException {
    try {
      return call.run();
    } catch (LockedException refusal) {
      throw refusal;
    } catch (IOException failure) {
      throw Failures.told(what + " " + name + " in " + root, failure);
    }
  }

  /** The directory. */
  @Override
  public String toString() {
    return root.toString();
  }
}
