package dev.sluice.receiver;

import dev.sluice.io.LogEvents;
import dev.sluice.io.LogPosition;
import dev.sluice.io.LogReader;
import dev.sluice.io.LogSettings;
import dev.sluice.io.RecordLog;
import dev.sluice.io.Storage;
import dev.sluice.time.Clock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Write-ahead logs in one storage, {@code received/<stream id>/<n>.log}. Once they were sent to
 * another process, receivers there write the logs, and this one only deletes files. Thread-safe:
 * guarded by its monitor; the logs are thread-safe themselves.
 */
@SuppressWarnings("serial") // what stands for it is sent
public final class StorageReceivedLogs implements ReceivedLogs, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StorageReceivedLogs.class);
  static final String KIND = "received";

  private final Storage storage;
  private final Clock clock;
  private final LogSettings settings;
  private final long run;
  private final Map<Integer, StreamLog> logs = new HashMap<>();
  private boolean closed;
  private boolean shared;

  /**
   * Logs in a storage; nothing is opened yet. Once closed, they are refused with an {@code
   * IllegalStateException}.
   *
   * @param run a number that no run of the program before had
   * @param maxFileAge after how long a log goes on in a new file
   * @param maxFailures how many failures in a row a log gets over
   */
  public StorageReceivedLogs(
      Storage storage, Clock clock, long run, Duration maxFileAge, int maxFailures) {
    this.storage = storage;
    this.clock = clock;
    this.run = run;
    this.settings = LogSettings.of(KIND).withMaxFileAge(maxFileAge).withMaxFailures(maxFailures);
  }

  /**
   * Reads the log of a stream in a storage, be it in use or not, without changing it.
   *
   * @throws IOException if it is damaged or of a later version
   */
  public static LogReader reader(Storage storage, int streamId) throws IOException {
    return LogReader.open(storage, KIND + "/" + streamId, KIND, LogEvents.IGNORED);
  }

  private synchronized StreamLog log(int streamId) throws IOException {
    if (closed) {
      throw new IllegalStateException(
          "Cannot use the received log of stream " + streamId + ": the logs are closed");
    }
    StreamLog found = logs.get(streamId);
    if (found != null && !found.failed) {
      return found;
    }
    NavigableMap<Long, Integer> unsettled = new TreeMap<>();
    if (found != null) {
      logs.remove(streamId);
      found.log.close();
      unsettled = found.unsettled;
    }
    RecordLog log = RecordLog.open(storage, KIND + "/" + streamId, settings, clock, new Reports());
    StreamLog opened = new StreamLog(log, unsettled);
    logs.put(streamId, opened);
    return opened;
  }

  @Override
  public long run() {
    return run;
  }

  @Override
  public Writer open(int streamId) throws IOException {
    return log(streamId);
  }

  @Override
  public ByteBuffer read(int streamId, LogPosition position) throws IOException {
    return log(streamId).log.read(position);
  }

  @Override
  public void deleteBefore(int streamId, long file) throws IOException {
    if (isShared()) {
      SharedReceivedLogs.deleteBefore(storage, streamId, file);
      return;
    }
    StreamLog log = log(streamId);
    log.log.deleteBefore(log.oldestUnsettled(file));
  }

  private synchronized boolean isShared() {
    return shared;
  }

  private synchronized Object writeReplace() {
    shared = true;
    return new SharedReceivedLogs(storage, run, settings);
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    IOException failure = null;
    for (StreamLog stream : logs.values()) {
      try {
        stream.log.close();
      } catch (IOException cause) {
        if (failure == null) {
          failure = cause;
        } else {
          failure.addSuppressed(cause);
        }
      }
    }
    logs.clear();
    if (failure != null) {
      throw failure;
    }
  }

  /**
   * A stream's log, which launches leave open for the next one; after a failure the next use opens
   * it anew. Thread-safe: the flag is volatile, the counts are guarded by their monitor.
   */
  private static final class StreamLog implements Writer {
    private final RecordLog log;
    private final NavigableMap<Long, Integer> unsettled;
    private volatile boolean failed;

    StreamLog(RecordLog log, NavigableMap<Long, Integer> unsettled) {
      this.log = log;
      this.unsettled = unsettled;
    }

    @Override
    public CompletableFuture<LogPosition> append(ByteBuffer block) throws InterruptedException {
      return log.append(block)
          .whenComplete(
              (position, failure) -> {
                if (failure == null) {
                  count(position, 1);
                } else {
                  failed = true;
                }
              });
    }

    private void count(LogPosition position, int change) {
      synchronized (unsettled) {
        unsettled.merge(position.sequence(), change, Integer::sum);
        unsettled.remove(position.sequence(), 0);
      }
    }

    @Override
    public void settle(LogPosition position) {
      count(position, -1);
    }

    /** The file with the oldest block that is not settled, or that one if it is older. */
    long oldestUnsettled(long file) {
      synchronized (unsettled) {
        return unsettled.isEmpty() ? file : Math.min(file, unsettled.firstKey());
      }
    }

    @Override
    public void close() {}
  }

  /** Says what a crash left and what failed. */
  static final class Reports implements LogEvents {
    @Override
    public void tornTail(String file, long offset, long bytes) {
      LOG.info("{} ended in {} bytes that were never confirmed; they are cut off", file, bytes);
    }

    @Override
    public void writeFailed(String file, int failures, IOException cause) {
      LOG.warn("Cannot write {} (failure {} in a row)", file, failures, cause);
    }
  }
}
