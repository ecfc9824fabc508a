package dev.sluice.ledger;

import dev.sluice.engine.BlockId;
import dev.sluice.ledger.LedgerEvent.BatchAllocated;
import dev.sluice.ledger.LedgerEvent.BatchDone;
import dev.sluice.ledger.LedgerEvent.InputsForgotten;
import dev.sluice.ledger.LedgerEvent.InputsLost;
import dev.sluice.ledger.LedgerSnapshot.BatchEntry;
import dev.sluice.receiver.ReceivedBlock;
import dev.sluice.time.Time;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves out of what was recorded the received blocks that ended with the process, because no log
 * has them; those of batches whose sources send them again stay. Confined to one thread.
 */
final class SurvivingInputs {
  private static final Logger LOG = LoggerFactory.getLogger(SurvivingInputs.class);

  private final Map<BlockId, ReceivedBlock> waiting = new HashMap<>();
  private final Map<Time, List<ReceivedBlock>> undone = new HashMap<>();
  private final LostBlocks lostBlocks = new LostBlocks();

  LedgerSnapshot of(LedgerSnapshot snapshot) {
    snapshot.waiting().stream()
        .filter(block -> block.logged() == null)
        .forEach(block -> waiting.put(block.id(), block));
    return new LedgerSnapshot(
        snapshot.streams(),
        snapshot.waiting().stream().filter(block -> block.logged() != null).toList(),
        snapshot.batches().stream().map(this::of).toList(),
        snapshot.lastAllocated());
  }

  private BatchEntry of(BatchEntry batch) {
    lostBlocks.add(batch.time(), batch.inputs(), batch.done());
    if (!batch.done()) {
      undone.put(batch.time(), ended(batch.inputs()));
    }
    return new BatchEntry(batch.time(), of(batch.inputs()), batch.outputsDone(), batch.done());
  }

  LedgerEvent of(LedgerEvent event) {
    if (event instanceof BatchAllocated allocated) {
      allocated.inputs().values().stream()
          .flatMap(input -> input.blocks().stream())
          .forEach(block -> waiting.remove(block.id()));
      undone.put(allocated.time(), ended(allocated.inputs()));
      lostBlocks.add(allocated.time(), allocated.inputs(), false);
      return new BatchAllocated(allocated.time(), of(allocated.inputs()));
    }
    if (event instanceof BatchDone done) {
      undone.remove(done.time());
      lostBlocks.batchDone(done.time());
    } else if (event instanceof InputsForgotten forgotten) {
      lostBlocks.forget(forgotten.upTo());
    } else if (event instanceof InputsLost started) {
      lostBlocks.lose(started);
    }
    return event;
  }

  private static Map<Integer, BatchInput> of(Map<Integer, BatchInput> inputs) {
    Map<Integer, BatchInput> surviving = new TreeMap<>();
    inputs.forEach((id, input) -> surviving.put(id, of(input)));
    return surviving;
  }

  private static BatchInput of(BatchInput input) {
    return input.without(SurvivingInputs::hasEnded);
  }

  /** Whether neither a log has a block nor its source sends it again. */
  private static boolean hasEnded(ReceivedBlock block) {
    return block.logged() == null && !block.comesAgain();
  }

  private static List<ReceivedBlock> ended(Map<Integer, BatchInput> inputs) {
    return inputs.values().stream()
        .flatMap(input -> input.blocks().stream())
        .filter(SurvivingInputs::hasEnded)
        .toList();
  }

  private static long records(Collection<ReceivedBlock> blocks) {
    return blocks.stream().mapToLong(block -> block.records().orElse(0)).sum();
  }

  /** The blocks that were recorded, were not processed to the end, and are lost. */
  List<ReceivedBlock> lost() {
    return Stream.concat(waiting.values().stream(), undone.values().stream().flatMap(List::stream))
        .toList();
  }

  /** Those of them, and of batches that are done, whose positions are recorded. */
  LostBlocks lostBlocks() {
    return lostBlocks;
  }

  /** Says how much is lost. */
  void report() {
    List<ReceivedBlock> lost = lost();
    if (!lost.isEmpty()) {
      LOG.warn(
          "{} received blocks with {} records ended with the driver before, as no log has them",
          lost.size(),
          records(lost));
    }
  }
}
