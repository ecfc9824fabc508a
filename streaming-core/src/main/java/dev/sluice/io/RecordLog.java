package dev.sluice.io;

import dev.sluice.time.Clock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * An append-only log of records in the files {@code <directory>/<20 digits>.log} of a {@link
 * Storage}; {@code docs/file-formats.md} has their form. Records get durable in groups: while one
 * group is written and synced, the next one collects, and so one sync serves all who wait.
 *
 * <p>After a crash, every record that was reported as durable is there, in the order of appending,
 * and of the others the first ones, each whole, or none. Damage that no crash explains is a {@link
 * CorruptLogException} when the log is opened, replayed or read. Damage to the very last group is
 * indistinguishable from a crash during its writing.
 *
 * <p>If a write fails, the group is written again into a new file. After {@link
 * LogSettings#maxFailures} failures in a row, or any failure that is no {@code IOException}, the
 * log has failed for good: everything that waits and every later append fails with that cause.
 *
 * <p>Thread-safe: a lock guards the group that collects; the thread {@code sluice-log-<directory>}
 * (with {@code -} for each {@code /}) owns the files. A log must be open once at a time; locking is
 * the caller's. Nothing is made on the storage before the first append.
 */
public final class RecordLog implements AutoCloseable {
  private final Storage storage;
  private final LogFiles files;
  private final LogReader reader;
  private final LogSettings settings;
  private final LogWriter writer;
  private final Thread thread;
  private final Object deleting = new Object();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition records = lock.newCondition();
  private final Condition space = lock.newCondition();
  private LogGroup filling;
  private boolean closed;
  private @Nullable Throwable failure;
  private @Nullable IOException closeFailure;

  private RecordLog(Storage storage, LogFiles files, LogSettings settings, LogWriter writer) {
    this.storage = storage;
    this.files = files;
    this.reader = new LogReader(storage, files);
    this.settings = settings;
    this.writer = writer;
    this.filling = new LogGroup(settings.maxPendingBytes());
    this.thread = new Thread(this::run, "sluice-log-" + files.directory().replace('/', '-'));
    thread.setDaemon(true);
  }

  /**
   * Opens a log, which need not exist, checks its newest file and cuts off what a crash left there.
   *
   * @param clock tells how old files are
   * @throws CorruptLogException if a file is damaged, missing or of another kind
   * @throws NewerFormatException if a file is of a later version
   */
  public static RecordLog open(
      Storage storage, String directory, LogSettings settings, Clock clock, LogEvents events)
      throws IOException {
    storage.takeOver(directory);
    LogRecovery found = LogRecovery.of(storage, directory, settings.kind());
    for (LogRecovery.Torn torn : found.torn()) {
      if (torn.offset() > 0) {
        storage.truncate(torn.file(), torn.offset());
      }
      events.tornTail(torn.file(), torn.offset(), torn.bytes());
    }
    for (String name : found.givenUp()) {
      storage.delete(name);
    }
    LogWriter writer = new LogWriter(storage, found.files(), settings, clock, events);
    RecordLog log = new RecordLog(storage, found.files(), settings, writer);
    log.thread.start();
    return log;
  }

  /**
   * Appends a record; records get the order in which calls of this method return. Blocks while too
   * much is pending, see {@link LogSettings}.
   *
   * @param payload the record, from its position to its limit, possibly empty; copied, and its
   *     position is moved to its limit
   * @return where the record is, as soon as it is durable; fails with an {@code IOException} if the
   *     log fails. Completed on the log's thread, in order: what depends on it and takes long, or
   *     appends itself, belongs on another thread
   * @throws IllegalArgumentException if the record is longer than the settings allow
   * @throws IllegalStateException if the log is closed
   * @throws InterruptedException if interrupted while blocked; nothing was appended
   */
  public CompletableFuture<LogPosition> append(ByteBuffer payload) throws InterruptedException {
    int length = payload.remaining();
    if (length > settings.maxRecordBytes()) {
      throw new IllegalArgumentException(
          "Cannot append to log %s: the record is too long, found %d bytes, expected at most %d"
              .formatted(files.directory(), length, settings.maxRecordBytes()));
    }
    CompletableFuture<LogPosition> durable = new CompletableFuture<>();
    lock.lockInterruptibly();
    try {
      while (isOpen() && !filling.takes(length, settings.maxPendingBytes())) {
        space.await();
      }
      if (isOpen()) {
        filling.add(payload, durable);
        records.signal();
      } else if (failure != null) {
        durable.completeExceptionally(failure);
      } else {
        throw new IllegalStateException(
            "Cannot append to log " + files.directory() + ": it is closed");
      }
      return durable;
    } finally {
      lock.unlock();
    }
  }

  private boolean isOpen() {
    return !closed && failure == null;
  }

  /** Reads what is durable, also while the log is appended to and after closing. */
  public LogReader reader() {
    return reader;
  }

  /** As {@link LogReader#read}; may be called while the log is appended to, and after closing. */
  public ByteBuffer read(LogPosition position) throws IOException {
    return reader.read(position);
  }

  /** As {@link LogReader#isWhole}. */
  public boolean isWhole() {
    return reader.isWhole();
  }

  /** As {@link LogReader#replay}, up to what is durable now. */
  public void replay(LogVisitor visitor) throws IOException {
    reader.replay(visitor);
  }

  /** As {@link LogReader#replayAfter}, up to what is durable now. */
  public void replayAfter(LogPosition last, LogVisitor visitor) throws IOException {
    reader.replayAfter(last, visitor);
  }

  /** The log's files, oldest first. */
  public List<LogFile> files() {
    return reader.files();
  }

  /**
   * Deletes the files with lower numbers, oldest first, each durably; the newest file always stays.
   * Appends go on meanwhile. If it fails, the files not yet deleted stay.
   */
  public void deleteBefore(long sequence) throws IOException {
    synchronized (deleting) {
      List<LogFile> all = files();
      for (LogFile file : all.subList(0, Math.max(0, all.size() - 1))) {
        if (file.sequence() >= sequence) {
          return;
        }
        storage.delete(file.name());
        files.remove(file.sequence());
      }
    }
  }

  private void run() {
    LogGroup group = take(new LogGroup(settings.maxPendingBytes()));
    while (group != null) {
      try {
        writer.write(group);
      } catch (IOException | RuntimeException | Error cause) {
        failForGood(group, cause);
      }
      group = take(group);
    }
    try {
      writer.close();
    } catch (IOException | RuntimeException cause) {
      closeFailure =
          new IOException(
              "Cannot close log " + files.directory() + ": " + cause.getMessage(), cause);
    }
  }

  /** Waits for records, puts an empty group in their place and returns them; null at the end. */
  private @Nullable LogGroup take(LogGroup empty) {
    lock.lock();
    try {
      while (filling.isEmpty() && isOpen()) {
        records.awaitUninterruptibly();
      }
      if (filling.isEmpty()) {
        return null;
      }
      LogGroup taken = filling;
      filling = empty;
      space.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private void failForGood(LogGroup group, Throwable cause) {
    Throwable told =
        cause instanceof IOException
            ? cause
            : new IOException("Cannot append to log " + files.directory() + ": " + cause, cause);
    LogGroup late;
    lock.lock();
    try {
      failure = told;
      late = filling;
      filling = new LogGroup(0);
      space.signalAll();
    } finally {
      lock.unlock();
    }
    group.fail(told);
    late.fail(told);
  }

  /**
   * Makes durable what was appended, and ends the log's thread; waits for that unless called on it.
   * Appends that are blocked fail. May be called again.
   *
   * @throws IOException if the newest file could not be closed; what was reported as durable is
   */
  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      closed = true;
      records.signalAll();
      space.signalAll();
    } finally {
      lock.unlock();
    }
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return;
    }
    if (closeFailure != null) {
      throw closeFailure;
    }
  }
}
