package dev.sluice.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A lock on a hidden file beside the one that tells who holds it. The operating system drops all
 * locks of a process on a file as soon as the process closes it anywhere, so a taken lock's file
 * must not even be opened again: the process remembers what it holds. Thread-safe.
 */
final class LocalLease implements Lease {
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path lockFile;
  private final FileChannel channel;
  private final LockRecord record;
  private final AtomicBoolean closed = new AtomicBoolean();

  private LocalLease(Path lockFile, FileChannel channel, LockRecord record) {
    this.lockFile = lockFile;
    this.channel = channel;
    this.record = record;
  }

  static LocalLease take(
      LocalStorage storage, LocalDirectories directories, String name, Path file, String holder)
      throws IOException {
    new LockRecord(0, 0, holder);
    Path lockFile = directories.real(file.resolveSibling("." + file.getFileName() + ".lock"));
    if (!HELD_HERE.add(lockFile)) {
      throw locked(storage, name);
    }
    FileChannel channel = null;
    try {
      channel = directories.createIfMissing(lockFile);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw locked(storage, name);
      }
      long token = LockRecord.last(storage, name).map(LockRecord::token).orElse(0L) + 1;
      LockRecord record = new LockRecord(token, ProcessHandle.current().pid(), holder);
      storage.write(name, record.bytes());
      return new LocalLease(lockFile, channel, record);
    } catch (IOException | RuntimeException failure) {
      release(lockFile, channel, failure);
      throw failure;
    }
  }

  private static void release(Path lockFile, @Nullable FileChannel channel, Exception failure) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException again) {
      failure.addSuppressed(again);
    } finally {
      HELD_HERE.remove(lockFile);
    }
  }

  private static LockedException locked(LocalStorage storage, String name) throws IOException {
    String holder =
        LockRecord.last(storage, name).map(LockRecord::describe).orElse("not yet known");
    return new LockedException(name + " in " + storage, holder);
  }

  @Override
  public String holder() {
    return record.holder();
  }

  @Override
  public long token() {
    return record.token();
  }

  @Override
  public void close() throws IOException {
    if (closed.compareAndSet(false, true)) {
      try {
        channel.close();
      } finally {
        HELD_HERE.remove(lockFile);
      }
    }
  }
}
