package dev.sluice.engine.local;

import dev.sluice.engine.BlockId;
import dev.sluice.engine.BlockStore.Usage;
import dev.sluice.engine.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Admits blocks to a bounded memory and makes room for them. Memory is reserved before a block
 * enters and freed after another has left, so the bound holds at every moment. Thread-safe: guarded
 * by its lock, which is never held while files are written or deleted.
 */
final class BlockMemory {
  private final long limitBytes;
  private final BiFunction<BlockId, BlockContent, BlockContent.OnDisk> writer;
  private final Consumer<BlockContent> deleter;
  private final ReentrantLock lock = new ReentrantLock();

  /** Signalled when a block entered, left or was written, so that there may be room. */
  private final Condition written = lock.newCondition();

  private final BlockTable table = new BlockTable();
  private long reservedBytes;
  private int writing;
  private boolean closed;

  /**
   * @param writer writes a block to a file
   * @param deleter deletes the file of a block that was removed, if it is in one
   */
  BlockMemory(
      long limitBytes,
      BiFunction<BlockId, BlockContent, BlockContent.OnDisk> writer,
      Consumer<BlockContent> deleter) {
    this.limitBytes = limitBytes;
    this.writer = writer;
    this.deleter = deleter;
  }

  @Nullable BlockContent use(BlockId id) {
    lock.lock();
    try {
      Block block = table.use(id);
      return block == null ? null : block.content();
    } finally {
      lock.unlock();
    }
  }

  boolean contains(BlockId id) {
    lock.lock();
    try {
      return table.contains(id);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Refuses an id that is taken, unless both blocks can be computed again.
   *
   * @throws IllegalStateException if it is refused, or if the store is closed
   */
  void checkFree(BlockId id, boolean required) {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException(
            "Cannot store block " + id + ": the store is closed, expected one that is open");
      }
      Block known = table.contains(id) ? table.use(id) : null;
      if (known != null && (required || known.isRequired())) {
        throw new IllegalStateException(
            "Cannot store block " + id + ": found a block of that id, expected none");
      }
    } finally {
      lock.unlock();
    }
  }

  /** Adds a block in memory; false if there is no room. */
  boolean addInMemory(Block block) {
    long bytes = block.content().bytes();
    boolean reserved = reserve(block.id(), bytes);
    if (reserved) {
      enter(block, bytes);
    }
    return reserved;
  }

  /** Writes a block to disk and adds it; answers with the size of its file. */
  long addOnDisk(Block block) {
    beginWriting(block);
    try {
      BlockContent.OnDisk place = writer.apply(block.id(), block.content());
      block.moveTo(place);
      try {
        enter(block, 0);
      } catch (RuntimeException refused) {
        deleter.accept(place);
        throw refused;
      }
      return place.bytes();
    } finally {
      endWriting(block);
    }
  }

  void remove(BlockId id) {
    remove(List.of(id));
  }

  void removeNamespace(String namespace) {
    List<BlockId> ids;
    lock.lock();
    try {
      ids = table.namespace(namespace);
    } finally {
      lock.unlock();
    }
    remove(ids);
  }

  Usage usage() {
    lock.lock();
    try {
      return new Usage(
          table.size(),
          table.memoryBytes() + reservedBytes,
          table.pinnedBytes() + reservedBytes,
          limitBytes,
          table.diskBytes());
    } finally {
      lock.unlock();
    }
  }

  /** Removes all blocks and admits no more; idempotent. */
  void close() {
    List<BlockId> ids;
    lock.lock();
    try {
      closed = true;
      ids = table.ids();
      while (writing > 0) {
        written.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
    remove(ids);
  }

  private void remove(List<BlockId> ids) {
    List<Block> removed = new ArrayList<>();
    lock.lock();
    try {
      for (BlockId id : ids) {
        Block block = table.remove(id);
        if (block != null) {
          removed.add(block);
        }
      }
      written.signalAll();
    } finally {
      lock.unlock();
    }
    removed.forEach(block -> deleter.accept(block.content()));
  }

  /** Puts a block into the table, in place of one that can be computed again. */
  private void enter(Block block, long reserved) {
    Block replaced;
    lock.lock();
    try {
      reservedBytes -= reserved;
      checkFree(block.id(), block.isRequired());
      replaced = table.remove(block.id());
      table.add(block);
      written.signalAll();
    } finally {
      lock.unlock();
    }
    if (replaced != null) {
      deleter.accept(replaced.content());
    }
  }

  private boolean reserve(BlockId id, long bytes) {
    while (true) {
      Block victim;
      lock.lock();
      try {
        if (cannotFit(bytes)) {
          return false;
        }
        victim = table.dropUntil(limitBytes - reservedBytes - bytes);
        while (victim == null && bytes > freeBytes()) {
          written.await();
          if (cannotFit(bytes)) {
            return false;
          }
          victim = table.dropUntil(limitBytes - reservedBytes - bytes);
        }
        if (victim == null) {
          reservedBytes += bytes;
          return true;
        }
        beginWriting(victim);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new EngineException(
            "Cannot store block " + id + ": interrupted while others were written to disk",
            interrupted);
      } finally {
        lock.unlock();
      }
      moveToDisk(victim);
    }
  }

  private boolean cannotFit(long bytes) {
    return bytes > freeBytes() && bytes > limitBytes - reservedBytes - table.pinnedBytes();
  }

  private long freeBytes() {
    return limitBytes - reservedBytes - table.memoryBytes();
  }

  private void moveToDisk(Block block) {
    try {
      BlockContent.OnDisk place = writer.apply(block.id(), block.content());
      if (!arrived(block, place)) {
        deleter.accept(place);
      }
    } finally {
      endWriting(block);
    }
  }

  private boolean arrived(Block block, BlockContent.OnDisk place) {
    lock.lock();
    try {
      boolean there = table.contains(block.id()) && table.use(block.id()) == block;
      if (there) {
        table.moveToDisk(block, place);
      }
      return there;
    } finally {
      lock.unlock();
    }
  }

  private void beginWriting(Block block) {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException(
            "Cannot write block " + block.id() + ": the store is closed, expected an open one");
      }
      block.setMoving(true);
      writing++;
    } finally {
      lock.unlock();
    }
  }

  private void endWriting(Block block) {
    lock.lock();
    try {
      block.setMoving(false);
      writing--;
      written.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
