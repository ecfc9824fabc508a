package dev.sluice.engine.local;

import dev.sluice.engine.BlockId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of a store, the least recently used first, and the bytes they take. Guarded by the
 * lock of its {@link LocalBlockStore}.
 */
final class BlockTable {
  private final LinkedHashMap<BlockId, Block> blocks = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, Set<BlockId>> byNamespace = new HashMap<>();
  private long memoryBytes;
  private long pinnedBytes;
  private long diskBytes;

  /** The block, which becomes the most recently used. */
  @Nullable Block use(BlockId id) {
    return blocks.get(id);
  }

  boolean contains(BlockId id) {
    return blocks.containsKey(id);
  }

  void add(Block block) {
    blocks.put(block.id(), block);
    byNamespace
        .computeIfAbsent(block.id().namespace(), namespace -> new LinkedHashSet<>())
        .add(block.id());
    count(block, 1);
  }

  @Nullable Block remove(BlockId id) {
    Block block = blocks.remove(id);
    if (block != null) {
      count(block, -1);
      Set<BlockId> neighbours = byNamespace.get(id.namespace());
      if (neighbours != null && neighbours.remove(id) && neighbours.isEmpty()) {
        byNamespace.remove(id.namespace());
      }
    }
    return block;
  }

  /** Notes that a block of this table is on disk now. */
  void moveToDisk(Block block, BlockContent.OnDisk place) {
    count(block, -1);
    block.moveTo(place);
    count(block, 1);
  }

  List<BlockId> namespace(String namespace) {
    return new ArrayList<>(byNamespace.getOrDefault(namespace, Set.of()));
  }

  List<BlockId> ids() {
    return new ArrayList<>(blocks.keySet());
  }

  /** The bytes in memory that cannot make room. */
  long pinnedBytes() {
    return pinnedBytes;
  }

  /**
   * Drops blocks, the least recently used first, until memory holds no more than so many bytes.
   *
   * @return the block that must be written to disk to go on; null if none is left or need be
   */
  @Nullable Block dropUntil(long mostBytes) {
    if (memoryBytes <= mostBytes) {
      return null;
    }
    for (Block block : List.copyOf(blocks.values())) {
      if (memoryBytes <= mostBytes) {
        return null;
      }
      if (block.canLeaveMemory() && !block.isMoving()) {
        if (block.level().useDisk()) {
          return block;
        }
        remove(block.id());
      }
    }
    return null;
  }

  int size() {
    return blocks.size();
  }

  long memoryBytes() {
    return memoryBytes;
  }

  long diskBytes() {
    return diskBytes;
  }

  private void count(Block block, int sign) {
    long bytes = sign * block.content().bytes();
    if (block.isInMemory()) {
      memoryBytes += bytes;
      pinnedBytes += block.canLeaveMemory() ? 0 : bytes;
    } else {
      diskBytes += bytes;
    }
  }
}
