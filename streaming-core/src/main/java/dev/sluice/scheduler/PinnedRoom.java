package dev.sluice.scheduler;

import dev.sluice.engine.BlockStore.Usage;
import java.util.function.Supplier;

/**
 * Room in the memory for blocks for those that can only be there: batches that are done still keep
 * such blocks for windows. A sixteenth stays free, as sizes are known only once blocks are stored.
 * Confined to the driver thread.
 */
final class PinnedRoom {
  private static final int SPARE_SHARE = 16;

  private final Supplier<Usage> usage;

  PinnedRoom(Supplier<Usage> usage) {
    this.usage = usage;
  }

  /**
   * Whether a block has room beside what else was admitted; one that can never have enough has it
   * when it is alone.
   */
  boolean fits(long bytes, long admittedBytes) {
    Usage now = usage.get();
    long taken = now.pinnedBytes() + admittedBytes;
    return taken == 0 || bytes <= mostBytes(now) - taken;
  }

  /** The bytes that are taken. */
  long bytes() {
    return usage.get().pinnedBytes();
  }

  long mostBytes() {
    return mostBytes(usage.get());
  }

  private static long mostBytes(Usage usage) {
    return usage.memoryLimitBytes() - usage.memoryLimitBytes() / SPARE_SHARE;
  }
}
