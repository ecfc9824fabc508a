package dev.sluice.hadoop.storage;

import dev.sluice.io.Lease;
import dev.sluice.io.LockRecord;
import dev.sluice.io.LockedException;
import dev.sluice.io.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FSDataOutputStream;

/**
 * A lock: an empty file with the token in its name that stays open for writing while the lock is
 * held. HDFS lets go of it 60 s after it has last heard of the process. The file of the greatest
 * token is the lock; only one process can make the next one. Thread-safe: the flag is atomic.
 */
final class HdfsLease implements Lease {
  private final HdfsLocks locks;
  private final long token;
  private final String holder;
  private final FSDataOutputStream open;
  private final Consumer<HdfsLease> onClose;
  private final AtomicBoolean closed = new AtomicBoolean();

  private HdfsLease(
      HdfsLocks locks,
      long token,
      String holder,
      FSDataOutputStream open,
      Consumer<HdfsLease> onClose) {
    this.locks = locks;
    this.token = token;
    this.holder = holder;
    this.open = open;
    this.onClose = onClose;
  }

  static HdfsLease take(
      Storage storage,
      Hdfs hdfs,
      HadoopPath root,
      String name,
      String holder,
      Consumer<HdfsLease> onClose)
      throws IOException {
    LockRecord record = new LockRecord(0, 0, holder);
    HdfsLocks locks = new HdfsLocks(hdfs, root.resolve(name));
    try {
      while (true) {
        OptionalLong newest = locks.newest();
        Optional<LockRecord> last = LockRecord.last(storage, name);
        if (newest.isPresent() && locks.isHeld(newest.getAsLong())) {
          throw new LockedException(
              name + " in " + root + ", which HDFS frees 60 s after the end of a process",
              last.map(LockRecord::describe).orElse("not yet known"));
        }
        long token = Math.max(newest.orElse(0), last.map(LockRecord::token).orElse(0L)) + 1;
        Optional<FSDataOutputStream> file = locks.make(token);
        if (file.isPresent()) {
          HdfsLease lease = new HdfsLease(locks, token, record.holder(), file.get(), onClose);
          lease.tell(storage, name);
          return lease;
        }
      }
    } catch (LockedException refusal) {
      throw refusal;
    } catch (IOException failure) {
      throw Failures.told("lock " + name + " in " + root, failure);
    }
  }

  private void tell(Storage storage, String name) throws IOException {
    try {
      storage.write(name, new LockRecord(token, ProcessHandle.current().pid(), holder).bytes());
      locks.deleteBefore(token);
    } catch (IOException | RuntimeException failure) {
      try {
        close();
      } catch (IOException again) {
        failure.addSuppressed(again);
      }
      throw failure;
    }
  }

  /**
   * Refuses to go on if the lock is not held any more.
   *
   * @throws IOException then, or if that cannot be known
   */
  void requireHeld() throws IOException {
    if (!isHeld() && !closed.get()) {
      throw new IOException(
          "the lock %s was lost, another process may have it now: found token %d taken away, expected it held by \"%s\""
              .formatted(locks, token, holder));
    }
  }

  private boolean isHeld() throws IOException {
    try {
      return locks.isOpen(token);
    } catch (FileNotFoundException replaced) {
      return false;
    }
  }

  @Override
  public String holder() {
    return holder;
  }

  @Override
  public long token() {
    return token;
  }

  @Override
  public void close() throws IOException {
    if (closed.compareAndSet(false, true)) {
      onClose.accept(this);
      try {
        open.close();
      } catch (IOException failure) {
        // What was lost, to a process that may have deleted the file, is given back.
        if (isHeld()) {
          throw Failures.told("give back the lock " + locks, failure);
        }
      }
    }
  }
}
