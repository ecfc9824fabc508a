package dev.sluice.scheduler;

import dev.sluice.io.Storage;
import dev.sluice.ledger.CheckpointStore;
import dev.sluice.ledger.Ledger;
import dev.sluice.receiver.ReceivedLogs;
import dev.sluice.receiver.StorageReceivedLogs;
import dev.sluice.state.StateStores;
import dev.sluice.time.Clock;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What a program keeps: a ledger in memory, or a checkpoint directory with all that is in it.
 *
 * <p>Thread-safe, but for the ledger and the store, which say themselves to whom they belong.
 */
public final class Durability implements AutoCloseable {
  private final Ledger ledger;
  private final @Nullable Directory directory;

  private Durability(Ledger ledger, @Nullable Directory directory) {
    this.ledger = ledger;
    this.directory = directory;
  }

  /** A checkpoint directory that is open. */
  record Directory(
      DurabilitySettings settings,
      CheckpointStore store,
      StorageReceivedLogs logs,
      Failing failing) {
    StateStores states() {
      return new StateStores(settings.storage(), settings.stateSerializer());
    }
  }

  /**
   * Whether the ledger cannot be written any more, and who wants to know. Thread-safe: volatile.
   */
  static final class Failing {
    private final Termination termination;
    private volatile boolean failed;
    private volatile Runnable whenFailed = () -> {};

    Failing(Termination termination) {
      this.termination = termination;
    }

    boolean hasFailed() {
      return failed;
    }

    void whenFailed(Runnable action) {
      whenFailed = action;
    }

    private void fail(Throwable failure) {
      failed = true;
      termination.fail("Cannot write the ledger", failure);
      whenFailed.run();
    }
  }

  /** Keeps nothing beyond the process. */
  public static Durability inMemory() {
    return new Durability(new Ledger(), null);
  }

  /**
   * Opens a checkpoint directory and recovers what is in it.
   *
   * @param termination told if the ledger cannot be written any more
   * @throws IOException if another driver has it, or what is in it cannot be read
   */
  public static Durability open(DurabilitySettings settings, Clock clock, Termination termination)
      throws IOException {
    Failing failing = new Failing(termination);
    Storage storage = settings.storage();
    CheckpointStore store =
        CheckpointStore.open(
            storage, settings.holder(), clock, settings.checkpointsKept(), failing::fail);
    StorageReceivedLogs logs =
        new StorageReceivedLogs(
            storage, clock, store.run(), settings.logFileAge(), settings.logFailures());
    return new Durability(store.ledger(), new Directory(settings, store, logs, failing));
  }

  Ledger ledger() {
    return ledger;
  }

  /** The checkpoint directory; null if there is none. */
  @Nullable Directory directory() {
    return directory;
  }

  /** Completes once all that the ledger has is recorded for good; fails if that fails. */
  CompletableFuture<?> recorded() {
    return directory == null
        ? CompletableFuture.completedFuture(null)
        : directory.store().ledgerEnd();
  }

  /** Whether the ledger cannot be written any more; may be asked on any thread. */
  boolean hasFailed() {
    return directory != null && directory.failing.hasFailed();
  }

  /** Has an action run on any thread if the ledger cannot be written any more. */
  void whenFailed(Runnable action) {
    if (directory != null) {
      directory.failing.whenFailed(action);
    }
  }

  /** Where receivers log what they received; null for nowhere. */
  @Nullable ReceivedLogs receiverLogs() {
    return directory != null && directory.settings.logsReceived() ? directory.logs : null;
  }

  /** Makes durable what was recorded and gives the directory back; idempotent. */
  @Override
  public void close() throws IOException {
    if (directory == null) {
      return;
    }
    try {
      directory.logs.close();
    } finally {
      directory.store.close();
    }
  }
}
