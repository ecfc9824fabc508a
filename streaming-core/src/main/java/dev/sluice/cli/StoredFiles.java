package dev.sluice.cli;

import dev.sluice.io.LogFile;
import dev.sluice.io.LogReader;
import dev.sluice.io.Storage;
import dev.sluice.io.StoredInput;
import dev.sluice.ledger.Checkpoint.StateFiles;
import dev.sluice.ledger.CheckpointView;
import dev.sluice.ledger.Ledger;
import dev.sluice.ledger.LedgerEvent.StreamAdded;
import dev.sluice.receiver.ReceivedBlock;
import dev.sluice.receiver.StorageReceivedLogs;
import dev.sluice.state.StateImage;
import dev.sluice.state.StateStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads files of states and logs, and notes what is damaged. Confined to one thread. */
final class StoredFiles {
  private final Storage storage;
  private final List<String> damage;
  private final boolean verify;

  StoredFiles(Storage storage, List<String> damage, boolean verify) {
    this.storage = storage;
    this.damage = damage;
    this.verify = verify;
  }

  /** Reads something that may be damaged. */
  @FunctionalInterface
  interface Reading<T> {
    T read() throws IOException;
  }

  private <T> Optional<T> tryTo(Reading<T> reading) {
    try {
      return Optional.of(reading.read());
    } catch (IOException e) {
      damage.add(e.getMessage());
      return Optional.empty();
    }
  }

  /** How many files a state has, and how long they are. */
  String ofState(String id, StateFiles state) {
    List<String> names = StateStore.names(id, state);
    long bytes = names.stream().mapToLong(name -> tryTo(() -> bytes(name)).orElse(0L)).sum();
    return Words.count(names.size(), "file") + ", " + Words.count(bytes, "byte");
  }

  private long bytes(String name) throws IOException {
    if (verify) {
      StateImage.verify(storage, name);
    }
    try (StoredInput input = storage.open(name)) {
      return input.size();
    }
  }

  /** The files of a log. */
  Optional<List<LogFile>> log(Reading<List<LogFile>> reading) {
    return tryTo(reading);
  }

  /** Reads all records of received logs, and each block that a start would need. */
  void verifyLogs(CheckpointView view) {
    for (StreamAdded stream : view.ledger().streams()) {
      var unused =
          tryTo(
              () -> {
                LogReader log = StorageReceivedLogs.reader(storage, stream.streamId());
                log.replay((position, record) -> {});
                for (ReceivedBlock block : needed(view.ledger(), stream.streamId())) {
                  if (block.logged() != null) {
                    log.read(block.logged());
                  }
                }
                return log;
              });
    }
  }

  private static List<ReceivedBlock> needed(Ledger ledger, int streamId) {
    List<ReceivedBlock> needed = new ArrayList<>(ledger.waitingBlocks(streamId));
    ledger
        .undone()
        .forEach(
            time -> ledger.input(time, streamId).ifPresent(input -> needed.addAll(input.blocks())));
    return needed;
  }
}
