package dev.sluice.ledger;

import dev.sluice.io.CorruptFileException;
import dev.sluice.io.LogPosition;
import dev.sluice.io.LogReader;
import dev.sluice.ledger.LedgerEvent.BatchAllocated;
import dev.sluice.ledger.LedgerEvent.BlockAdded;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Folds the events after a checkpoint. Confined to one thread. */
final class Replay {
  private final Ledger ledger;
  private final SurvivingInputs surviving = new SurvivingInputs();
  private Optional<LogPosition> end;

  Replay(Optional<Checkpoint> checkpoint) {
    LedgerSnapshot snapshot = checkpoint.map(Checkpoint::ledger).orElse(LedgerSnapshot.EMPTY);
    ledger = new Ledger(surviving.of(snapshot), Journal.NONE);
    end = checkpoint.flatMap(Checkpoint::ledgerEnd);
  }

  void run(LogReader log) throws IOException {
    if (end.isPresent()) {
      log.replayAfter(end.get(), this::fold);
    } else if (!log.isWhole()) {
      throw new IOException(
          "Cannot recover the ledger: its first events are in a checkpoint, found no such"
              + " checkpoint");
    } else {
      log.replay(this::fold);
    }
  }

  private void fold(LogPosition position, ByteBuffer payload) throws CorruptFileException {
    byte[] bytes = new byte[payload.remaining()];
    payload.get(bytes);
    try {
      fold(ledger, surviving.of(EventCodec.decode(bytes)));
    } catch (IllegalArgumentException | IllegalStateException unusable) {
      String name = "%s/%020d.log".formatted(CheckpointStore.LEDGER, position.sequence());
      throw new CorruptFileException(
          name,
          position.offset(),
          "an unusable event (" + unusable.getMessage() + ")",
          "an event that follows from those before");
    }
    end = Optional.of(position);
  }

  /** Has a ledger take an event of an earlier process. */
  static void fold(Ledger ledger, LedgerEvent event) {
    if (event instanceof BatchAllocated allocated) {
      allocated.inputs().values().stream()
          .flatMap(input -> input.blocks().stream())
          .filter(block -> block.logged() == null)
          .forEach(block -> ledger.fold(new BlockAdded(block))); // not written when it was added
    }
    ledger.fold(event);
  }

  /** What the events come to. */
  Ledger ledger() {
    return ledger;
  }

  /** What of it ended with the process. */
  SurvivingInputs surviving() {
    return surviving;
  }

  /** The newest event; empty if there is none. */
  Optional<LogPosition> end() {
    return end;
  }
}
