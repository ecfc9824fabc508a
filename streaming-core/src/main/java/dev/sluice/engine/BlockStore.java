package dev.sluice.engine;

import dev.sluice.rdd.StorageLevel;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Keeps blocks of records at a storage level, within a bound of memory. Blocks whose level includes
 * the disk move there when memory is short; others are dropped if they can be computed again and
 * refused if they cannot. Thread-safe.
 */
public interface BlockStore {
  /**
   * Stores records as a block. The list belongs to the store afterwards. A block of the same id is
   * replaced if both can be computed again.
   *
   * @return what was done; no replica at all if the block can be computed again and there is no
   *     room
   * @throws EngineException if there is no room for a required block, or if a record cannot be
   *     serialized
   * @throws IllegalStateException if there is a block of that id and either of them is required, or
   *     if the store is closed
   */
  Stored put(BlockId id, List<?> records, StorageLevel level, Retention retention);

  /**
   * Stores records that are already in the engine's serialized form, as {@link #put} does but as
   * bytes whatever the level says. The buffer is copied and keeps its position.
   */
  Stored putBytes(BlockId id, ByteBuffer bytes, StorageLevel level, Retention retention);

  /**
   * The records of a block, or empty if there is no such block. The iterator is confined to one
   * thread at a time; a block removed meanwhile can be read to its end.
   */
  <T> Optional<Iterator<T>> get(BlockId id);

  /** Removes a block if it is there. Tasks in other processes may find it for a moment longer. */
  void remove(BlockId id);

  /** What is kept now. */
  Usage usage();

  /** Whether a block may be dropped when memory is short. */
  enum Retention {
    /** It must stay until it is removed. */
    REQUIRED,
    /** It can be computed again. */
    RECOMPUTABLE
  }

  /**
   * What a put did.
   *
   * @param bytes the size of the block as the store counts it
   * @param replicas the copies that were actually made; 0 if a block that can be computed again did
   *     not fit
   */
  record Stored(long bytes, int replicas) {}

  /**
   * What a store holds.
   *
   * @param blocks the number of blocks
   * @param memoryBytes bytes held in memory
   * @param pinnedBytes those of them that can neither be dropped nor move to disk
   * @param memoryLimitBytes the bound of the bytes in memory
   * @param diskBytes bytes held on disk
   */
  record Usage(
      int blocks, long memoryBytes, long pinnedBytes, long memoryLimitBytes, long diskBytes) {}
}
