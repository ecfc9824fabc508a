package dev.sluice.ledger;

import dev.sluice.io.Lease;
import dev.sluice.io.LogEvents;
import dev.sluice.io.LogPosition;
import dev.sluice.io.LogSettings;
import dev.sluice.io.RecordLog;
import dev.sluice.io.Storage;
import dev.sluice.time.Clock;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A checkpoint directory in use by one driver: its lock, the ledger's log and the checkpoints.
 * Opening it recovers the ledger: the newest checkpoint that can be read, and the events after it.
 *
 * <p>The ledger and {@link #ledgerEnd} are confined to the driver thread, {@link #write} to the
 * thread that writes checkpoints.
 */
public final class CheckpointStore implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointStore.class);
  static final String LOCK = "lock";
  static final String LEDGER = "ledger";

  private final Storage storage;
  private final Lease lease;
  private final RecordLog log;
  private final LogJournal journal;
  private final CheckpointFiles checkpoints;
  private final Optional<Checkpoint> recovered;
  private final Ledger ledger;

  private CheckpointStore(
      Storage storage,
      Lease lease,
      RecordLog log,
      CheckpointFiles checkpoints,
      Optional<Checkpoint> recovered,
      Replay replay,
      Consumer<Throwable> onFailure) {
    this.storage = storage;
    this.lease = lease;
    this.log = log;
    this.checkpoints = checkpoints;
    this.recovered = recovered;
    this.journal = new LogJournal(log, replay.end(), onFailure);
    this.ledger = new Ledger(replay.ledger().snapshot(), replay.surviving().lostBlocks(), journal);
  }

  /**
   * Opens a directory, which may be empty.
   *
   * @param holder who opens it, for the message that a second driver gets
   * @param keep how many checkpoints are kept, 1 or more
   * @param onFailure told on any thread why the ledger cannot be written any more
   * @throws IOException if another driver has it, or what is in it cannot be read
   */
  public static CheckpointStore open(
      Storage storage, String holder, Clock clock, int keep, Consumer<Throwable> onFailure)
      throws IOException {
    Lease lease = storage.lock(LOCK, holder);
    try {
      CheckpointFiles checkpoints = new CheckpointFiles(storage, keep);
      Optional<Checkpoint> newest = checkpoints.newest();
      RecordLog log = RecordLog.open(storage, LEDGER, LogSettings.of(LEDGER), clock, new Reports());
      try {
        Replay replay = new Replay(newest);
        replay.run(log.reader());
        replay.surviving().report();
        return new CheckpointStore(storage, lease, log, checkpoints, newest, replay, onFailure);
      } catch (IOException | RuntimeException e) {
        closeAfter(e, log::close);
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      closeAfter(e, lease);
      throw e;
    }
  }

  private static void closeAfter(Exception failure, Closeable open) {
    try {
      open.close();
    } catch (IOException again) {
      failure.addSuppressed(again);
    }
  }

  /** A number that no driver of this directory before had, greater than all of theirs. */
  public long run() {
    return lease.token();
  }

  /** The storage of the directory. */
  public Storage storage() {
    return storage;
  }

  /** The checkpoint that was found, if one was. */
  public Optional<Checkpoint> recovered() {
    return recovered;
  }

  /** The ledger as it was when the last driver ended; its events go to the log. */
  public Ledger ledger() {
    return ledger;
  }

  /** The position of the ledger's newest event, once it is durable. */
  public CompletableFuture<Optional<LogPosition>> ledgerEnd() {
    return journal.end();
  }

  /**
   * Writes a checkpoint, and deletes those that are too old and the events that all that are left
   * have in their fold.
   *
   * @return the checkpoints that are left, oldest first
   */
  public List<Checkpoint> write(Checkpoint checkpoint) throws IOException {
    List<Checkpoint> kept = checkpoints.write(checkpoint);
    if (kept.stream().allMatch(each -> each.ledgerEnd().isPresent())) {
      long oldest =
          kept.stream().mapToLong(each -> each.ledgerEnd().get().sequence()).min().orElse(0);
      log.deleteBefore(oldest);
    }
    return kept;
  }

  /** Makes durable what was appended to the ledger and gives up the lock; idempotent. */
  @Override
  public void close() throws IOException {
    try {
      log.close();
    } finally {
      lease.close();
    }
  }

  /** Says what a crash left. */
  private static final class Reports implements LogEvents {
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
