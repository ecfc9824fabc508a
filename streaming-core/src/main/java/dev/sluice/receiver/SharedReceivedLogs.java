package dev.sluice.receiver;

import dev.sluice.io.LogFile;
import dev.sluice.io.LogPosition;
import dev.sluice.io.LogSettings;
import dev.sluice.io.RecordLog;
import dev.sluice.io.Storage;
import dev.sluice.time.SystemClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The write-ahead logs as receivers and tasks of other processes than the driver use them, in a
 * storage that all of them see. Each launch of a receiver goes on in files of its own. A launch
 * that has not noticed that it was replaced does no harm: the driver refuses what it logs.
 * Immutable.
 */
@SuppressWarnings("serial") // a storage that others see is serializable
record SharedReceivedLogs(Storage storage, long run, LogSettings settings) implements ReceivedLogs {
  private static final Logger LOG = LoggerFactory.getLogger(SharedReceivedLogs.class);
  private static final String OF_DRIVER = "ledger";

  @Override
  public Writer open(int streamId) throws IOException {
    if (storage.list(OF_DRIVER).isEmpty()) {
      throw new IOException(
          "Cannot log what is received: found no ledger in the checkpoint directory, expected that"
              + " of the driver; it must be one that all hosts of the cluster share");
    }
    SystemClock clock =
        new SystemClock(failure -> LOG.error("A task of the clock failed", failure));
    RecordLog log =
        RecordLog.open(
            storage, directory(streamId), settings, clock, new StorageReceivedLogs.Reports());
    return new Appending(log, clock);
  }

  private static String directory(int streamId) {
    return StorageReceivedLogs.KIND + "/" + streamId;
  }

  @Override
  public ByteBuffer read(int streamId, LogPosition position) throws IOException {
    return StorageReceivedLogs.reader(storage, streamId).read(position);
  }

  @Override
  public void deleteBefore(int streamId, long file) throws IOException {
    deleteBefore(storage, streamId, file);
  }

  /**
   * Deletes a log's files before that one but for the last of them: who writes the log may still
   * wait to hear that a block in there is recorded.
   */
  static void deleteBefore(Storage storage, int streamId, long file) throws IOException {
    List<LogFile> before =
        StorageReceivedLogs.reader(storage, streamId).files().stream()
            .filter(each -> each.sequence() < file)
            .toList();
    for (LogFile each : before.subList(0, Math.max(0, before.size() - 1))) {
      storage.delete(each.name());
    }
  }

  /** A log that is written. Thread-safe: its parts are. */
  private record Appending(RecordLog log, SystemClock clock) implements Writer {
    @Override
    public CompletableFuture<LogPosition> append(ByteBuffer block) throws InterruptedException {
      return log.append(block);
    }

    @Override
    public void settle(LogPosition position) {}

    @Override
    public void close() throws IOException {
      try {
        log.close();
      } finally {
        clock.close();
      }
    }
  }
}
