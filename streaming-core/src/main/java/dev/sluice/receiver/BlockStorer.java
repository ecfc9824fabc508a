package dev.sluice.receiver;

import dev.sluice.engine.BlockId;
import dev.sluice.engine.BlockStore;
import dev.sluice.rdd.StorageLevel;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stores a block and has the ledger take it. When a call returns, both are done; when it fails, the
 * block's records must be taken for lost. A block that the tracker refused is removed again; one
 * whose reply did not come stays, because the ledger may have it. Thread-safe: it has no state.
 */
final class BlockStorer {
  private final int streamId;
  private final BlockStore store;
  private final StorageLevel level;
  private final TrackerLink tracker;

  BlockStorer(int streamId, BlockStore store, StorageLevel level, TrackerLink tracker) {
    this.streamId = streamId;
    this.store = store;
    this.level = level;
    this.tracker = tracker;
  }

  /** Stores records; the list belongs to the store afterwards. */
  void store(BlockId id, List<?> records, byte @Nullable [] metadata) {
    int count = records.size();
    store(id, count, metadata, () -> store.put(id, records, level, BlockStore.Retention.REQUIRED));
  }

  /** Stores serialized records; the bytes belong to the store afterwards. */
  void storeBytes(BlockId id, ByteBuffer bytes, byte @Nullable [] metadata) {
    store(id, -1, metadata, () -> store.putBytes(id, bytes, level, BlockStore.Retention.REQUIRED));
  }

  private void store(
      BlockId id, long count, byte @Nullable [] metadata, Supplier<BlockStore.Stored> put) {
    TrackerReply reply;
    try {
      BlockStore.Stored stored = put.get();
      reply =
          tracker.addBlock(
              new ReceivedBlock(streamId, id, count, stored.bytes(), stored.replicas(), metadata));
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw failure(id, "interrupted while waiting for the ledger", interrupt);
    } catch (RuntimeException failure) {
      throw failure(id, String.valueOf(failure.getMessage()), failure);
    }
    if (!reply.accepted()) {
      store.remove(id);
      throw failure(id, "the receiver tracker refused it, found " + reply.reason(), null);
    }
  }

  private StoreException failure(BlockId id, String why, @Nullable Throwable cause) {
    return new StoreException(
        "Cannot store block %s of stream %d: %s".formatted(id, streamId, why), cause);
  }
}
