package dev.sluice.ledger;

import dev.sluice.io.LogPosition;
import dev.sluice.io.RecordLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a ledger's events to a log. Blocks that no log of received data has are left out: they are
 * gone with the process, whatever the ledger says. After an event that could not be written none
 * is, so that the log has no gap. Confined to the driver thread.
 */
final class LogJournal implements Journal {
  private final RecordLog log;
  private final Consumer<Throwable> onFailure;
  private CompletableFuture<Optional<LogPosition>> newest;
  private boolean failed;

  /**
   * A journal.
   *
   * @param end the position of the newest event that the log has
   * @param onFailure told on any thread why events cannot be written
   */
  LogJournal(RecordLog log, Optional<LogPosition> end, Consumer<Throwable> onFailure) {
    this.log = log;
    this.newest = CompletableFuture.completedFuture(end);
    this.onFailure = onFailure;
  }

  @Override
  public void write(LedgerEvent event, Runnable whenDurable) {
    if (event instanceof LedgerEvent.BlockAdded added && added.block().logged() == null) {
      whenDurable.run();
      return;
    }
    if (failed) {
      return;
    }
    failed = true;
    try {
      CompletableFuture<LogPosition> written =
          log.append(ByteBuffer.wrap(EventCodec.encode(event)));
      failed = false;
      newest = written.thenApply(Optional::of);
      var unused = written.whenComplete((position, failure) -> written(failure, whenDurable));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      onFailure.accept(
          new IOException("Cannot write to the ledger: the driver was interrupted", e));
    } finally {
      if (failed) {
        newest =
            CompletableFuture.failedFuture(
                new IOException("Cannot write to the ledger: an event before was not written"));
      }
    }
  }

  private void written(@Nullable Throwable failure, Runnable whenDurable) {
    if (failure != null) {
      onFailure.accept(failure);
      return;
    }
    try {
      whenDurable.run();
    } catch (RuntimeException | Error e) {
      onFailure.accept(e);
    }
  }

  /** The position of the newest event so far, once it is durable. */
  CompletableFuture<Optional<LogPosition>> end() {
    return newest;
  }
}
