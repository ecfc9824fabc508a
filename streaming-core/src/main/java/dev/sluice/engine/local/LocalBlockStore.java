package dev.sluice.engine.local;

import dev.sluice.engine.BlockId;
import dev.sluice.engine.BlockStore;
import dev.sluice.engine.EngineException;
import dev.sluice.engine.RecordSizes;
import dev.sluice.io.SerializationException;
import dev.sluice.io.Serializer;
import dev.sluice.rdd.StorageLevel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Blocks in this process, within a bound of memory. When a new block does not fit, those used least
 * recently make room: they move to disk if their level says so and are dropped otherwise, unless
 * they are required. Blocks kept as objects count as {@link RecordSizes} estimates them, others as
 * their bytes. A serialized block is whole in memory for the moment it is written.
 *
 * <p>Thread-safe: the table is guarded by the lock of {@link BlockMemory}; records are serialized,
 * written and read outside of it, so readers never wait for a disk.
 */
final class LocalBlockStore implements BlockStore {
  private final BlockMemory memory;
  private final SpillDirectory directory;
  private final Serializer serializer;
  private final RecordSizes sizes;

  LocalBlockStore(long limitBytes, SpillDirectory directory, Serializer serializer) {
    this.directory = directory;
    this.serializer = serializer;
    this.sizes = new RecordSizes(serializer);
    this.memory = new BlockMemory(limitBytes, this::writeFile, this::deleteFile);
  }

  @Override
  public Stored put(BlockId id, List<?> records, StorageLevel level, Retention retention) {
    check(id, level, retention);
    BlockContent content =
        level.useMemory() && level.deserialized()
            ? new BlockContent.Objects(records, sizes.estimate(records))
            : new BlockContent.Bytes(serialize(id, records));
    return admit(new Block(id, level, retention, content));
  }

  @Override
  public Stored putBytes(BlockId id, ByteBuffer bytes, StorageLevel level, Retention retention) {
    check(id, level, retention);
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return admit(new Block(id, level, retention, new BlockContent.Bytes(ByteBuffer.wrap(copy))));
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> Optional<Iterator<T>> get(BlockId id) {
    BlockContent content = memory.use(id);
    if (content instanceof BlockContent.Objects objects) {
      return Optional.of((Iterator<T>) Collections.unmodifiableList(objects.records()).iterator());
    }
    if (content instanceof BlockContent.Bytes bytes) {
      return Optional.of(serializer.deserialize(bytes.buffer()));
    }
    if (content instanceof BlockContent.OnDisk onDisk) {
      return open(id, onDisk.file()).map(serializer::deserialize);
    }
    return Optional.empty();
  }

  /** Whether there is such a block; does not count as using it. */
  boolean contains(BlockId id) {
    return memory.contains(id);
  }

  @Override
  public void remove(BlockId id) {
    memory.remove(id);
  }

  /** Removes all blocks of a namespace. */
  void removeNamespace(String namespace) {
    memory.removeNamespace(namespace);
  }

  @Override
  public Usage usage() {
    return memory.usage();
  }

  /** Drops all blocks and deletes their files; idempotent. */
  void close() {
    memory.close();
    try {
      directory.close();
    } catch (IOException failure) {
      throw new EngineException("Cannot delete the directory of blocks: it resists", failure);
    }
  }

  private void check(BlockId id, StorageLevel level, Retention retention) {
    if (!level.isKept()) {
      throw new IllegalArgumentException(
          "Cannot store block " + id + ": found " + level + ", expected a level that keeps blocks");
    }
    memory.checkFree(id, retention == Retention.REQUIRED);
  }

  private Stored admit(Block block) {
    long bytes = block.content().bytes();
    if (block.level().useMemory() && memory.addInMemory(block)) {
      return new Stored(bytes, 1);
    }
    if (block.level().useDisk()) {
      return new Stored(memory.addOnDisk(block), 1);
    }
    if (!block.isRequired()) {
      return new Stored(bytes, 0);
    }
    Usage usage = usage();
    throw new EngineException(
        "Cannot store block "
            + block.id()
            + ": memory is short at "
            + block.level()
            + ", found "
            + (usage.memoryLimitBytes() - usage.memoryBytes())
            + " of "
            + usage.memoryLimitBytes()
            + " bytes free, expected "
            + bytes
            + "; raise the memory for blocks or use a level with disk",
        null);
  }

  private ByteBuffer serialize(BlockId id, List<?> records) {
    try {
      return serializer.serialize(records);
    } catch (SerializationException failure) {
      throw new EngineException(
          "Cannot store block " + id + ": a record cannot be serialized", failure);
    }
  }

  private BlockContent.OnDisk writeFile(BlockId id, BlockContent content) {
    ByteBuffer bytes =
        content instanceof BlockContent.Objects objects
            ? serialize(id, objects.records())
            : ((BlockContent.Bytes) content).buffer();
    try {
      return new BlockContent.OnDisk(directory.write(bytes), bytes.remaining());
    } catch (IOException failure) {
      throw new EngineException(
          "Cannot write block " + id + " to disk: " + bytes.remaining() + " bytes were refused",
          failure);
    }
  }

  private Optional<ByteBuffer> open(BlockId id, Path file) {
    try {
      return directory.open(file);
    } catch (IOException failure) {
      throw new EngineException("Cannot read block " + id + ": its file cannot be opened", failure);
    }
  }

  private void deleteFile(BlockContent content) {
    if (content instanceof BlockContent.OnDisk onDisk) {
      try {
        directory.delete(onDisk.file());
      } catch (IOException failure) {
        throw new EngineException(
            "Cannot remove a block: its file cannot be deleted, found " + onDisk.file(), failure);
      }
    }
  }
}
