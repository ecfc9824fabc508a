package dev.sluice.spark;

import dev.sluice.engine.BlockId;
import dev.sluice.engine.BlockStore;
import dev.sluice.engine.EngineException;
import dev.sluice.io.SerializationException;
import dev.sluice.io.Serializer;
import dev.sluice.rdd.Split.StoredBlock;
import dev.sluice.rdd.StorageLevel;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkEnv;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.BlockManagerId;
import org.apache.spark.storage.BlockResult;
import org.apache.spark.storage.RDDBlockId;
import scala.Option;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Blocks in the block managers of a cluster, from any of its processes; the only class that knows
 * them. A block is kept as bytes, and under an id as of a partition of a dataset: of such blocks
 * alone Spark makes new copies when a process is lost. Immutable.
 */
final class SparkBlocks implements BlockStore {
  /** Datasets are numbered from 0; these numbers they never reach. */
  private static final int FIRST_OWN_DATASET = 1 << 30;

  private final String engineId;
  private final Serializer serializer;

  SparkBlocks(String engineId, Serializer serializer) {
    this.engineId = engineId;
    this.serializer = serializer;
  }

  private static BlockManager manager() {
    return SparkEnv.get().blockManager();
  }

  /**
   * The number of a block is 64 bits, here there are twice 31: the upper ones, which few blocks of
   * a namespace differ in, choose a dataset together with the namespace.
   */
  static RDDBlockId sparkId(String namespace, long number) {
    long upper = number >>> (Integer.SIZE - 1);
    int hash = 31 * namespace.hashCode() + Long.hashCode(upper * 0x9E3779B97F4A7C15L);
    int dataset = FIRST_OWN_DATASET | (hash & (FIRST_OWN_DATASET - 1));
    return new RDDBlockId(dataset, (int) (number & Integer.MAX_VALUE));
  }

  private RDDBlockId sparkId(BlockId id) {
    return sparkId(engineId + "/" + id.namespace(), id.number());
  }

  /** Where blocks are, as Spark's scheduler names places; asked by the driver. */
  static List<String> placesOf(String engineId, List<StoredBlock> blocks) {
    List<String> places = new ArrayList<>();
    for (StoredBlock block : blocks) {
      RDDBlockId id = sparkId(engineId + "/" + block.namespace(), block.number());
      for (BlockManagerId place :
          CollectionConverters.asJava(manager().master().getLocations(id))) {
        places.add("executor_" + place.host() + "_" + place.executorId());
      }
    }
    return places;
  }

  @Override
  public Stored put(BlockId id, List<?> records, StorageLevel level, Retention retention) {
    try {
      return putBytes(id, serializer.serialize(records), level, retention);
    } catch (SerializationException failure) {
      throw new EngineException(
          "Cannot store block " + id + ": a record cannot be serialized", failure);
    }
  }

  @Override
  public Stored putBytes(BlockId id, ByteBuffer bytes, StorageLevel level, Retention retention) {
    byte[] content = new byte[bytes.remaining()];
    bytes.duplicate().get(content);
    RDDBlockId sparkId = sparkId(id);
    if (retention == Retention.REQUIRED && manager().getStatus(sparkId).isDefined()) {
      throw new IllegalStateException(
          "Cannot store block " + id + ": there is one of that id, expected none");
    }
    boolean isStored =
        manager()
            .<byte[]>putIterator(
                sparkId,
                Scala.iterator(Collections.singleton(content).iterator()),
                Levels.of(level),
                true,
                Scala.<byte[]>tag());
    int replicas = isStored ? manager().master().getLocations(sparkId).size() : 0;
    if (replicas == 0 && retention == Retention.REQUIRED) {
      throw new EngineException(
          "Cannot store block %s: the executor has no room for %d bytes at %s; give executors more memory or use a level with disk"
              .formatted(id, content.length, level),
          null);
    }
    return new Stored(content.length, replicas);
  }

  @Override
  public <T> Optional<Iterator<T>> get(BlockId id) {
    Option<BlockResult> found = manager().get(sparkId(id), Scala.<byte[]>tag());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    byte[] content = (byte[]) Scala.only(found.get().data());
    return Optional.of(serializer.deserialize(ByteBuffer.wrap(content)));
  }

  @Override
  public void remove(BlockId id) {
    manager().master().removeBlock(sparkId(id));
  }

  /** The memory of all executors. Blocks are not counted, and all of them count as able to go. */
  @Override
  public Usage usage() {
    long limit = 0;
    long free = 0;
    long driverLimit = 0;
    for (var process :
        CollectionConverters.asJava(manager().master().getMemoryStatus()).entrySet()) {
      Tuple2<Object, Object> memory = process.getValue();
      if (process.getKey().isDriver()) {
        driverLimit = (Long) memory._1();
      } else {
        limit += (Long) memory._1();
        free += (Long) memory._2();
      }
    }
    return limit == 0
        ? new Usage(0, 0, 0, driverLimit, 0)
        : new Usage(0, limit - free, 0, limit, 0);
  }
}
