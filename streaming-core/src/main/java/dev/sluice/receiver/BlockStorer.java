package dev.sluice.receiver;

import dev.sluice.engine.BlockId;
import dev.sluice.engine.BlockStore;
import dev.sluice.engine.BlockStore.Retention;
import dev.sluice.engine.BlockStore.Stored;
import dev.sluice.engine.RecordSizes;
import dev.sluice.io.Bytes;
import dev.sluice.io.LogPosition;
import dev.sluice.io.Serializer;
import dev.sluice.rdd.StorageLevel;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Stores a block as soon as there is room for it, logs it if there is a write-ahead log, and has
 * the ledger take it. When a call returns, all is done; when it fails, the block's records must be
 * taken for lost. A block that was not logged or that the tracker refused is removed again; one
 * whose reply did not come stays, because the ledger may have it. A block that is logged is kept in
 * memory only as long as there is room. Thread-safe: it has no state.
 */
final class BlockStorer {
  private final int streamId;
  private final BlockStore store;
  private final StorageLevel level;
  private final TrackerLink tracker;
  private final Room room;
  private final Serializer serializer;
  private final RecordSizes sizes;
  private final ReceivedLogs.@Nullable Writer log;
  private final Duration timeout;

  /**
   * A storer for one stream.
   *
   * @param room waited for before anything else
   * @param log where blocks are logged first; null for nowhere
   * @param timeout how long the log may take for one block
   */
  BlockStorer(
      int streamId,
      BlockStore store,
      StorageLevel level,
      TrackerLink tracker,
      Room room,
      Serializer serializer,
      ReceivedLogs.@Nullable Writer log,
      Duration timeout) {
    this.streamId = streamId;
    this.store = store;
    this.level = level;
    this.tracker = tracker;
    this.room = room;
    this.sizes = new RecordSizes(serializer);
    this.serializer = serializer;
    this.log = log;
    this.timeout = timeout;
  }

  /** Stores records; the list belongs to the store afterwards. */
  void store(BlockId id, List<?> records, @Nullable Bytes metadata) {
    attempt(id, () -> storeRecords(id, records, metadata));
  }

  /** Stores serialized records; the bytes belong to the store afterwards. */
  void storeBytes(BlockId id, ByteBuffer bytes, @Nullable Bytes metadata) {
    attempt(id, () -> storeSerialized(id, -1, bytes, metadata));
  }

  /** Stores a block of an earlier process again, as it was; it has its room already. */
  void refill(BlockId id, List<?> records, Bytes positions) {
    attempt(id, () -> storeAgain(id, records, positions));
  }

  private void storeAgain(BlockId id, List<?> records, Bytes positions)
      throws InterruptedException {
    int count = records.size();
    store.remove(id); // what an attempt left that could not tell the tracker
    Stored stored = store.put(id, records, level, Retention.REQUIRED);
    TrackerReply reply =
        tracker.refilled(
            new ReceivedBlock(
                streamId, id, count, stored.bytes(), stored.replicas(), positions, null));
    if (!reply.accepted()) {
      store.remove(id);
      throw refused(id, reply);
    }
  }

  private void storeRecords(BlockId id, List<?> records, @Nullable Bytes metadata)
      throws InterruptedException, TimeoutException, ExecutionException {
    int count = records.size();
    if (log != null) {
      storeSerialized(id, count, serializer.serialize(records), metadata);
      return;
    }
    room.await(id, sizes.estimate(records));
    Stored stored = store.put(id, records, level, Retention.REQUIRED);
    add(id, count, stored, metadata, null);
  }

  private void storeSerialized(BlockId id, int count, ByteBuffer bytes, @Nullable Bytes metadata)
      throws InterruptedException, TimeoutException, ExecutionException {
    room.await(id, bytes.remaining());
    if (log == null) {
      add(id, count, store.putBytes(id, bytes, level, Retention.REQUIRED), metadata, null);
      return;
    }
    var logged = log.append(bytes.duplicate());
    Stored stored = store.putBytes(id, bytes, StorageLevel.MEMORY_ONLY_SER, Retention.RECOMPUTABLE);
    LogPosition position = null;
    try {
      position = logged.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      if (position == null) {
        store.remove(id);
      }
    }
    add(id, count, stored, metadata, position);
    log.settle(position);
  }

  private void add(
      BlockId id,
      int count,
      Stored stored,
      @Nullable Bytes metadata,
      @Nullable LogPosition position)
      throws InterruptedException {
    TrackerReply reply =
        tracker.addBlock(
            new ReceivedBlock(
                streamId, id, count, stored.bytes(), stored.replicas(), metadata, position));
    if (!reply.accepted()) {
      store.remove(id);
      if (log != null && position != null) {
        log.settle(position);
      }
      throw refused(id, reply);
    }
  }

  private StoreException refused(BlockId id, TrackerReply reply) {
    return failure(id, "the receiver tracker refused it, found " + reply.reason(), null);
  }

  private void attempt(BlockId id, Storing storing) {
    boolean isAdded = false;
    try {
      storing.run();
      isAdded = true;
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw failure(id, "interrupted while it was stored", interrupt);
    } catch (TimeoutException late) {
      throw failure(id, "the write-ahead log took longer than " + timeout, late);
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      throw failure(id, "it could not be logged: " + cause, cause);
    } catch (StoreException named) {
      throw named;
    } catch (RuntimeException failed) {
      throw failure(id, String.valueOf(failed.getMessage()), failed);
    } finally {
      if (!isAdded) {
        room.giveBack(id);
      }
    }
  }

  private StoreException failure(BlockId id, String why, @Nullable Throwable cause) {
    return new StoreException(
        "Cannot store block %s of stream %d: %s".formatted(id, streamId, why), cause);
  }

  /** The steps of storing a block. */
  private interface Storing {
    void run() throws InterruptedException, TimeoutException, ExecutionException;
  }
}
