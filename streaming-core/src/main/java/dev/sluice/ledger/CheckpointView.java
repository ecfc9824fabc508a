package dev.sluice.ledger;

import dev.sluice.io.LockRecord;
import dev.sluice.io.LogEvents;
import dev.sluice.io.LogFile;
import dev.sluice.io.LogReader;
import dev.sluice.io.Storage;
import dev.sluice.receiver.ReceivedBlock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a start would find in a checkpoint directory, read without its lock and without changing
 * anything; a driver may be using the directory. Immutable, but for the ledger, which is confined
 * to one thread.
 *
 * @param checkpoint the newest checkpoint that can be read
 * @param ledger what it and the events after it come to
 * @param unlogged blocks that were received and not processed to the end, and that no log has: they
 *     end with the driver and are not in the ledger
 * @param log the files of the ledger's log
 * @param torn bytes at the end of that log that are no events: a driver is writing or has crashed
 */
public record CheckpointView(
    Checkpoint checkpoint,
    Ledger ledger,
    List<ReceivedBlock> unlogged,
    List<LogFile> log,
    long torn) {
  private static final int ATTEMPTS = 10;

  /** Copies the lists. */
  public CheckpointView {
    unlogged = List.copyOf(unlogged);
    log = List.copyOf(log);
  }

  /** Who took the directory's lock last; empty if nobody ever did. */
  public static Optional<LockRecord> lastHolder(Storage storage) throws IOException {
    return LockRecord.last(storage, CheckpointStore.LOCK);
  }

  /**
   * Reads a directory.
   *
   * @return empty if it has no checkpoint
   * @throws IOException if it has some and none can be read, or the ledger cannot be read; the
   *     message names the file
   */
  public static Optional<CheckpointView> of(Storage storage) throws IOException {
    for (int attempt = 1; ; attempt++) {
      List<String> files = files(storage);
      try {
        Optional<Checkpoint> newest = new CheckpointFiles(storage, 1).newest();
        return newest.isEmpty() ? Optional.empty() : Optional.of(of(storage, newest.get()));
      } catch (IOException unreadable) {
        boolean changesMeanwhile = !files(storage).equals(files);
        if (!changesMeanwhile || attempt == ATTEMPTS) {
          throw unreadable;
        }
      }
    }
  }

  private static List<String> files(Storage storage) throws IOException {
    List<String> files = new ArrayList<>(storage.list(CheckpointStore.LEDGER));
    files.addAll(storage.list(CheckpointFiles.DIRECTORY));
    return files;
  }

  private static CheckpointView of(Storage storage, Checkpoint checkpoint) throws IOException {
    long[] torn = {0};
    LogEvents events =
        new LogEvents() {
          @Override
          public void tornTail(String file, long offset, long bytes) {
            torn[0] += bytes;
          }
        };
    String kind = CheckpointStore.LEDGER;
    LogReader log = LogReader.open(storage, CheckpointStore.LEDGER, kind, events);
    Replay replay = new Replay(Optional.of(checkpoint));
    replay.run(log);
    return new CheckpointView(
        checkpoint, replay.ledger(), replay.surviving().lost(), log.files(), torn[0]);
  }
}
