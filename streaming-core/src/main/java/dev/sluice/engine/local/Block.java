package dev.sluice.engine.local;

import dev.sluice.engine.BlockId;
import dev.sluice.engine.BlockStore.Retention;
import dev.sluice.rdd.StorageLevel;

/** A block of the store. Guarded by the lock of its {@link LocalBlockStore}. */
final class Block {
  private final BlockId id;
  private final StorageLevel level;
  private final Retention retention;
  private BlockContent content;
  private boolean moving;

  Block(BlockId id, StorageLevel level, Retention retention, BlockContent content) {
    this.id = id;
    this.level = level;
    this.retention = retention;
    this.content = content;
  }

  BlockId id() {
    return id;
  }

  StorageLevel level() {
    return level;
  }

  BlockContent content() {
    return content;
  }

  void moveTo(BlockContent place) {
    content = place;
  }

  boolean isRequired() {
    return retention == Retention.REQUIRED;
  }

  boolean isInMemory() {
    return !(content instanceof BlockContent.OnDisk);
  }

  /** Whether a thread is writing it to disk. */
  boolean isMoving() {
    return moving;
  }

  void setMoving(boolean moves) {
    moving = moves;
  }

  /** Whether it can make room in memory. */
  boolean canLeaveMemory() {
    return isInMemory() && (level.useDisk() || !isRequired());
  }
}
