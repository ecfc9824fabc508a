package dev.sluice.receiver;

import dev.sluice.engine.BlockId;
import dev.sluice.receiver.RecordedPositions.Progress;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a reliable receiver knows of its blocks from one attempt to the next: which positions they
 * have, if these identify records, and which blocks are not processed yet, if acknowledgements wait
 * for that, and which blocks of an earlier process are to be stored again. A position is known
 * until it is acknowledged; one that the ledger had before, no longer than the ledger has it.
 * Thread-safe: guarded by its monitor.
 *
 * @param <P> the positions
 */
final class StoredPositions<P> {
  private static final BlockId PROCESSED_BEFORE = new BlockId("processed before", 0);

  private final boolean identifying;
  private final boolean untilProcessed;
  private final Function<P, Object> part;
  private final Map<P, BlockId> blockOf = new HashMap<>();
  private final Set<BlockId> unprocessed = new HashSet<>();
  private final Set<BlockId> processedMeanwhile = new HashSet<>();
  private final Map<BlockId, List<P>> awaited = new LinkedHashMap<>();
  private final Set<Object> partsWithNew = new HashSet<>();
  private boolean asking;
  private boolean knowsEarlier;
  private boolean awaitsNothing;

  /**
   * Knows nothing.
   *
   * @param identifying whether positions identify records
   * @param untilProcessed whether acknowledgements wait until blocks are processed
   * @param part the part of the source that a position is in
   */
  StoredPositions(boolean identifying, boolean untilProcessed, Function<P, Object> part) {
    this.identifying = identifying;
    this.untilProcessed = untilProcessed;
    this.part = part;
  }

  /** The positions of a block that the ledger has. Immutable. */
  record Recorded<P>(BlockId block, Progress progress, List<P> positions) {}

  boolean areIdentifying() {
    return identifying;
  }

  /** The ledger is asked; what is processed from now on counts, whatever it answers. */
  synchronized void ask() {
    asking = true;
    processedMeanwhile.clear();
  }

  /** An attempt begins, and nothing is on its way to the ledger that the ledger does not name. */
  synchronized void begin(List<Recorded<P>> recorded) {
    asking = false;
    partsWithNew.clear();
    blockOf.values().removeIf(PROCESSED_BEFORE::equals);
    blockOf.values().removeIf(awaited::containsKey);
    awaited.clear();
    Set<BlockId> open = new HashSet<>();
    for (Recorded<P> block : recorded) {
      if (block.progress() == Progress.AWAITED) {
        if (awaitsNothing) {
          continue;
        }
        awaited.put(block.block(), block.positions());
      }
      boolean processed = !untilProcessed || block.progress() == Progress.PROCESSED;
      boolean isOpen = !processed && !processedMeanwhile.contains(block.block());
      if (isOpen) {
        open.add(block.block());
      }
      for (P position : block.positions()) {
        if (isOpen) {
          blockOf.put(position, block.block());
        } else {
          blockOf.putIfAbsent(position, PROCESSED_BEFORE);
        }
      }
    }
    unprocessed.clear();
    unprocessed.addAll(open);
    processedMeanwhile.clear();
    knowsEarlier = blockOf.containsValue(PROCESSED_BEFORE);
  }

  /**
   * Forgets the positions that were processed before the attempt and did not come again, of the
   * parts that have sent something new: each sends first what was not acknowledged. Those of other
   * parts are known until the attempt is over.
   */
  synchronized void forget() {
    if (!partsWithNew.isEmpty()) {
      blockOf
          .entrySet()
          .removeIf(
              entry ->
                  entry.getValue().equals(PROCESSED_BEFORE)
                      && partsWithNew.contains(part.apply(entry.getKey())));
      knowsEarlier = blockOf.containsValue(PROCESSED_BEFORE);
    }
  }

  /** The block that has a position; null if it is new, and that block has it from now on. */
  @Nullable BlockId take(P position, BlockId block) {
    if (!identifying) {
      return null;
    }
    synchronized (this) {
      BlockId holder = blockOf.putIfAbsent(position, block);
      if (holder == null && knowsEarlier) {
        partsWithNew.add(part.apply(position));
      }
      return holder;
    }
  }

  /** The positions, in order, of a block that is to be stored again; null if it is not. */
  synchronized @Nullable List<P> awaited(BlockId block) {
    return awaited.get(block);
  }

  /** The blocks that are to be stored again. */
  synchronized List<BlockId> awaited() {
    return List.copyOf(awaited.keySet());
  }

  /** A block was stored again as it was. */
  synchronized void refilled(BlockId block) {
    awaited.remove(block);
  }

  /** No block of an earlier process is to be stored again from now on. */
  synchronized void awaitNothing() {
    awaitsNothing = true;
  }

  /** Whether none is. */
  synchronized boolean awaitsNothing() {
    return awaitsNothing;
  }

  /** A block is not awaited any more, and has only the positions that came. */
  synchronized void reduce(BlockId block, Collection<P> came) {
    List<P> positions = awaited.remove(block);
    if (positions != null) {
      Set<P> kept = new HashSet<>(came);
      positions.stream()
          .filter(position -> !kept.contains(position))
          .forEach(position -> blockOf.remove(position, block));
      if (kept.isEmpty()) {
        unprocessed.remove(block);
      }
    }
  }

  /** A block is about to be stored. */
  synchronized void storing(BlockId block) {
    if (untilProcessed) {
      unprocessed.add(block);
    }
  }

  /** A block could not be stored. */
  synchronized void failed(BlockId block) {
    unprocessed.remove(block);
    blockOf.values().removeIf(block::equals);
  }

  synchronized void processed(Collection<BlockId> blocks) {
    blocks.forEach(unprocessed::remove);
    if (asking) {
      processedMeanwhile.addAll(blocks);
    }
  }

  /** Whether the positions of a block can be acknowledged. */
  synchronized boolean isProcessed(BlockId block) {
    return !unprocessed.contains(block);
  }

  synchronized void acknowledged(List<P> positions) {
    if (identifying) {
      positions.forEach(blockOf::remove);
    }
  }
}
