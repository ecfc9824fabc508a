package dev.sluice.ledger;

import dev.sluice.ledger.LedgerEvent.InputsLost;
import dev.sluice.ledger.LedgerSnapshot.BatchEntry;
import dev.sluice.receiver.ReceivedBlock;
import dev.sluice.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The received blocks of earlier processes that ended with them, as no log has them, but whose
 * positions in the source are recorded: those of batches that are done, which need not be received
 * again, and the batches that were not done, whose outputs may have seen what comes again. Blocks
 * that a batch goes on with when its source has sent them again are not among them. Confined to one
 * thread.
 */
final class LostBlocks {
  private final NavigableMap<Time, List<ReceivedBlock>> done = new TreeMap<>();
  private final NavigableMap<Time, List<ReceivedBlock>> undone = new TreeMap<>();

  /** Takes the blocks of a batch, of which those count that have positions and no log has. */
  void add(Time time, Map<Integer, BatchInput> inputs, boolean isDone) {
    List<ReceivedBlock> blocks =
        inputs.values().stream()
            .flatMap(input -> input.blocks().stream())
            .filter(block -> block.logged() == null)
            .filter(block -> block.hasPositions() && !block.comesAgain())
            .toList();
    if (!blocks.isEmpty()) {
      (isDone ? done : undone).put(time, blocks);
    }
  }

  /** Takes blocks that could come again, of a batch that is done and that nobody reads again. */
  void know(Time time, List<ReceivedBlock> blocks) {
    done.merge(
        time, blocks, (known, more) -> Stream.concat(known.stream(), more.stream()).toList());
  }

  void batchDone(Time time) {
    List<ReceivedBlock> blocks = undone.remove(time);
    if (blocks != null) {
      done.put(time, blocks);
    }
  }

  void forget(Time upTo) {
    done.headMap(upTo, true).clear();
  }

  void lose(InputsLost lost) {
    done.tailMap(lost.after(), false).clear();
    undone.clear();
  }

  /** What has to be recorded at the start, so that what counts as lost now does so for ever. */
  Optional<InputsLost> toRecord(Time after) {
    boolean areAllNeedless = done.tailMap(after, false).isEmpty() && undone.isEmpty();
    return areAllNeedless
        ? Optional.empty()
        : Optional.of(new InputsLost(after, List.copyOf(undone.keySet())));
  }

  /** The blocks of a stream that batches were done with. */
  List<ReceivedBlock> of(int streamId) {
    return done.values().stream()
        .flatMap(List::stream)
        .filter(block -> block.streamId() == streamId)
        .toList();
  }

  /** A batch with the blocks that it was done with. */
  BatchEntry addTo(BatchEntry batch) {
    List<ReceivedBlock> blocks = batch.done() ? done.get(batch.time()) : null;
    if (blocks == null) {
      return batch;
    }
    Map<Integer, BatchInput> inputs = new TreeMap<>(batch.inputs());
    for (ReceivedBlock block : blocks) {
      inputs.merge(block.streamId(), of(block), LostBlocks::together);
    }
    return new BatchEntry(batch.time(), inputs, batch.outputsDone(), true);
  }

  private static BatchInput of(ReceivedBlock block) {
    BatchInput nothing = BatchInput.nothing(block.streamId());
    return new BatchInput(
        block.streamId(),
        block.records().orElse(0),
        List.of(block),
        nothing.descriptor(),
        nothing.metadata());
  }

  private static BatchInput together(BatchInput input, BatchInput lost) {
    List<ReceivedBlock> blocks = new ArrayList<>(input.blocks());
    blocks.addAll(lost.blocks());
    return new BatchInput(
        input.streamId(),
        input.records() + lost.records(),
        blocks,
        input.descriptor(),
        input.metadata());
  }
}
