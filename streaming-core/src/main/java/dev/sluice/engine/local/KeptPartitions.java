package dev.sluice.engine.local;

import dev.sluice.engine.BlockId;
import dev.sluice.engine.BlockStore.Retention;
import dev.sluice.rdd.Plan;
import dev.sluice.rdd.StorageLevel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;

/**
 * The partitions of persisted nodes: blocks that can be computed again, unless the node is
 * truncated. A partition that two tasks want at once is computed by the first. Thread-safe: the
 * partitions that are being computed are in a concurrent map.
 */
final class KeptPartitions {
  private final LocalBlockStore store;
  private final ConcurrentMap<BlockId, CompletableFuture<List<Object>>> computing =
      new ConcurrentHashMap<>();

  KeptPartitions(LocalBlockStore store) {
    this.store = store;
  }

  /** Removes from the set those partitions that need not be computed. */
  void removeKept(Plan<?> plan, BitSet partitions) {
    if (plan.storageLevel().isKept()) {
      for (int i = partitions.nextSetBit(0); i >= 0; i = partitions.nextSetBit(i + 1)) {
        if (store.contains(new BlockId(namespace(plan.id()), i))) {
          partitions.clear(i);
        }
      }
    }
  }

  /** The records of a partition of a persisted node, computed and kept unless they are. */
  Iterator<?> read(Plan<?> plan, int partition, PartitionReader reader) throws Exception {
    BlockId id = new BlockId(namespace(plan.id()), partition);
    while (true) {
      Optional<Iterator<Object>> kept = store.get(id);
      if (kept.isPresent()) {
        return kept.get();
      }
      CompletableFuture<List<Object>> mine = new CompletableFuture<>();
      CompletableFuture<List<Object>> other = computing.putIfAbsent(id, mine);
      if (other == null) {
        return compute(plan, id, mine, reader);
      }
      try {
        return other.get().iterator();
      } catch (ExecutionException othersFailure) {
        computing.remove(id, other); // this task tries for itself and reports its own failure
      }
    }
  }

  private boolean isKept(Plan<?> plan) {
    BitSet partitions = new BitSet();
    partitions.set(0, plan.partitions());
    removeKept(plan, partitions);
    return partitions.isEmpty();
  }

  /** Drops what is kept of a node. */
  void unpersist(long planId) {
    store.removeNamespace(namespace(planId));
  }

  private Iterator<?> compute(
      Plan<?> plan, BlockId id, CompletableFuture<List<Object>> mine, PartitionReader reader)
      throws Exception {
    try {
      Optional<Iterator<Object>> kept = store.get(id);
      List<Object> records = new ArrayList<>();
      if (kept.isPresent()) {
        kept.get().forEachRemaining(records::add);
      } else {
        reader.pushComputed(plan, Math.toIntExact(id.number()), records::add, null);
        keep(plan, id, records);
      }
      mine.complete(records);
      return records.iterator();
    } catch (Throwable failure) {
      mine.completeExceptionally(failure);
      throw failure;
    } finally {
      computing.remove(id, mine);
    }
  }

  private void keep(Plan<?> plan, BlockId id, List<Object> records) {
    StorageLevel level = plan.storageLevel();
    if (level.isKept()) {
      boolean truncated = plan.isTruncated();
      store.put(id, records, level, truncated ? Retention.REQUIRED : Retention.RECOMPUTABLE);
      if (truncated && isKept(plan)) {
        plan.cut();
      }
    }
    if (!plan.storageLevel().isKept()) {
      store.remove(id); // taken back while it was computed
    }
  }

  private static String namespace(long planId) {
    return "rdd-" + planId;
  }
}
