package dev.sluice.ledger;

import dev.sluice.engine.BlockId;
import dev.sluice.io.Bytes;
import dev.sluice.io.LocalStorage;
import dev.sluice.io.LogPosition;
import dev.sluice.ledger.Checkpoint.StateFiles;
import dev.sluice.ledger.LedgerEvent.BatchAllocated;
import dev.sluice.ledger.LedgerEvent.BatchDone;
import dev.sluice.ledger.LedgerEvent.BlockAdded;
import dev.sluice.ledger.LedgerEvent.InputsForgotten;
import dev.sluice.ledger.LedgerEvent.OutputDone;
import dev.sluice.ledger.LedgerEvent.StreamAdded;
import dev.sluice.ledger.LedgerSnapshot.BatchEntry;
import dev.sluice.receiver.ReceivedBlock;
import dev.sluice.time.ManualClock;
import dev.sluice.time.Time;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Writes the checkpoint directory that is kept as a sample of the formats: a ledger's log with
 * every kind of event, and a checkpoint with every field.
 */
final class GoldenLedger {
  private static final long ZERO_MS = 1_700_000_000_000L;
  private static final LogPosition LOGGED = new LogPosition(3, 64, 80);

  /** A block with all fields. */
  static final ReceivedBlock FULL =
      new ReceivedBlock(
          1, new BlockId("input-1", 7), 5, 80, 2, Bytes.of(new byte[] {1, -1}), LOGGED);

  /** A block with as few fields as one in the ledger's log can have. */
  static final ReceivedBlock PLAIN =
      new ReceivedBlock(1, new BlockId("input-1", 8), -1, 0, 1, null, LOGGED);

  private static final BatchInput OF_RECEIVER =
      new BatchInput(1, 5, List.of(FULL), Bytes.EMPTY, Map.of());
  private static final BatchInput OF_SOURCE =
      new BatchInput(
          0, 3, List.of(), Bytes.of(new byte[] {1, 2, 3}), Map.of("files", "/a\n/é", "", "empty"));

  /** The events of the log, in order. */
  static final List<LedgerEvent> EVENTS =
      List.of(
          new StreamAdded(0, "File stream", Bytes.of(new byte[] {9, 8, 7})),
          new StreamAdded(1, "größen", Bytes.EMPTY),
          new BlockAdded(FULL),
          new BlockAdded(PLAIN),
          new BatchAllocated(time(1), Map.of(0, OF_SOURCE, 1, OF_RECEIVER)),
          new OutputDone(time(1), "foreachRDD"),
          new OutputDone(time(1), "größen/print"),
          new BatchDone(time(1)),
          new BatchAllocated(time(2), Map.of(0, BatchInput.nothing(0))),
          new InputsForgotten(time(1)));

  private GoldenLedger() {}

  private static Time time(int seconds) {
    return new Time(ZERO_MS + seconds * 1_000L);
  }

  /** The checkpoint, which is of another program than the log. */
  static Checkpoint checkpoint() {
    LedgerSnapshot ledger =
        new LedgerSnapshot(
            List.of(
                new StreamAdded(0, "File stream", Bytes.of(new byte[] {9, 8, 7})),
                new StreamAdded(4, "größen", Bytes.EMPTY)),
            List.of(PLAIN),
            List.of(
                new BatchEntry(
                    time(1),
                    Map.of(0, OF_SOURCE, 1, OF_RECEIVER),
                    List.of("foreachRDD", "größen/print"),
                    true),
                new BatchEntry(time(2), Map.of(), List.of(), false)),
            Optional.of(time(2)));
    return new Checkpoint(
        time(1),
        time(0),
        Duration.ofMillis(1_500),
        "größen",
        "com.example.Program",
        Optional.of(new LogPosition(1, 580, 26)),
        ledger,
        Map.of(
            "totals",
            new StateFiles("mapWithState", 4, 9, 13, List.of(time(0), time(1))),
            "größen",
            new StateFiles("updateStateByKey", 1, 0, 0, List.of(time(1)), true)));
  }

  /**
   * Writes the directory again; only for a new format version, into one of its own.
   *
   * @param arguments the directory
   */
  public static void main(String[] arguments) throws Exception {
    write(Path.of(arguments[0]));
  }

  static void write(Path directory) throws Exception {
    LocalStorage storage = new LocalStorage(directory);
    try (CheckpointStore store =
        CheckpointStore.open(storage, "golden", new ManualClock(ZERO_MS), 1, failure -> {})) {
      for (LedgerEvent event : EVENTS) {
        CountDownLatch durable = new CountDownLatch(1);
        store.ledger().append(event, durable::countDown);
        durable.await();
      }
    }
    storage.delete("lock");
    new CheckpointFiles(storage, 1).write(checkpoint());
  }
}
