package dev.sluice.scheduler;

import dev.sluice.engine.BlockId;
import dev.sluice.ledger.BatchInput;
import dev.sluice.ledger.Ledger;
import dev.sluice.receiver.ReceivedBlock;
import dev.sluice.receiver.RecordedPositions;
import dev.sluice.receiver.RecordedPositions.Progress;
import dev.sluice.time.Time;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The batches that are done and whose blocks are not acknowledged yet, and what receivers are told
 * of blocks that are recorded. Confined to the driver thread.
 */
final class ProcessedBatches {
  private static final Time FIRST = new Time(Long.MIN_VALUE);
  private static final Time LAST = new Time(Long.MAX_VALUE);

  private final Ledger ledger;
  private final NavigableMap<Time, Map<Integer, List<BlockId>>> waiting = new TreeMap<>();
  private final Set<Time> beingRecorded = new HashSet<>();

  ProcessedBatches(Ledger ledger) {
    this.ledger = ledger;
  }

  /** A batch is done, which is being recorded. */
  void done(Time time) {
    Map<Integer, List<BlockId>> blocks = new TreeMap<>();
    for (BatchInput input : ledger.inputs(time).values()) {
      if (!input.blocks().isEmpty()) {
        blocks.put(
            input.streamId(),
            new ArrayList<>(input.blocks().stream().map(ReceivedBlock::id).toList()));
      }
    }
    waiting.put(time, blocks);
    beingRecorded.add(time);
  }

  /** A batch of before is done and a restart would read it again. */
  void readAgain(Time time) {
    done(time);
    beingRecorded.remove(time);
  }

  /** No batch has these blocks any more. */
  void lose(Set<BlockId> blocks) {
    waiting
        .values()
        .forEach(streams -> streams.values().forEach(ids -> ids.removeIf(blocks::contains)));
  }

  /** It is recorded for good that a batch is done. */
  void recorded(Time time) {
    beingRecorded.remove(time);
  }

  /** Whether it is not yet recorded of some batch that it is done. */
  boolean areBeingRecorded() {
    return !beingRecorded.isEmpty();
  }

  /** Takes out the blocks, by stream, of batches up to a time that are recorded as done. */
  Map<Integer, List<BlockId>> release(Time upTo) {
    List<Time> released =
        waiting.headMap(upTo, true).keySet().stream()
            .filter(time -> !beingRecorded.contains(time))
            .toList();
    Map<Integer, List<BlockId>> blocks = new TreeMap<>();
    for (Time time : released) {
      waiting
          .getOrDefault(time, Map.of())
          .forEach(
              (stream, ids) -> blocks.computeIfAbsent(stream, s -> new ArrayList<>()).addAll(ids));
      waiting.remove(time);
    }
    return blocks;
  }

  /** The oldest batch with blocks of a stream that are not acknowledged though it is done. */
  Optional<Time> oldest(int streamId) {
    return waiting.entrySet().stream()
        .filter(batch -> !batch.getValue().getOrDefault(streamId, List.of()).isEmpty())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /**
   * The positions that are recorded of a receiver's blocks, for it to know.
   *
   * @param isMissing whether a block is to be stored again
   */
  List<RecordedPositions> recorded(TrackedReceiver receiver, Predicate<BlockId> isMissing) {
    receiver.knowsUpTo(ledger.lastAllocated().orElse(FIRST));
    int streamId = receiver.streamId();
    List<RecordedPositions> recorded = new ArrayList<>();
    add(recorded, ledger.lostBlocks(streamId), block -> Progress.PROCESSED);
    Set<Time> undone = Set.copyOf(ledger.undone());
    ledger
        .inputs(FIRST, LAST, streamId)
        .forEach(
            (time, input) ->
                add(
                    recorded,
                    input.blocks(),
                    block ->
                        isMissing.test(block)
                            ? Progress.AWAITED
                            : undone.contains(time) || waiting.containsKey(time)
                                ? Progress.STORED
                                : Progress.PROCESSED));
    add(recorded, ledger.waitingBlocks(streamId), block -> Progress.STORED);
    return recorded;
  }

  private static void add(
      List<RecordedPositions> recorded,
      List<ReceivedBlock> blocks,
      Function<BlockId, Progress> progress) {
    for (ReceivedBlock block : blocks) {
      if (block.metadata() != null && block.hasPositions()) {
        recorded.add(
            new RecordedPositions(block.id(), progress.apply(block.id()), block.metadata()));
      }
    }
  }
}
