package dev.sluice.spark;

import dev.sluice.io.Serializer;
import dev.sluice.rdd.Combiner;
import dev.sluice.rdd.Partitioner;
import dev.sluice.rdd.Shuffle;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.Dependency;
import org.apache.spark.OneToOneDependency;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * The map side of a shuffle: pairs of a partition's number and a piece of its records, the bytes of
 * many at once. A piece begins with the number of the map partition and its own, so that whoever
 * reads them can bring them into the order in which the records came.
 */
final class PieceRdd extends RDD<Tuple2<Object, byte[]>> {
  private static final long serialVersionUID = 1L;

  /** Begins the names of the stages that end here. */
  static final String STAGE = "map stage of shuffle ";

  private static final int PIECE_RECORDS = 4096;

  private final RDD<Part> parent;
  private final EngineHandle engine;
  private final Partitioner partitioner;
  private final @Nullable Combiner<?, ?> combiner;

  PieceRdd(RDD<Part> parent, EngineHandle engine, Shuffle<?, ?, ?> shuffle) {
    super(
        parent.sparkContext(),
        Scala.<Dependency<?>>seq(List.of(new OneToOneDependency<>(parent))),
        Scala.<Tuple2<Object, byte[]>>tag());
    this.parent = parent;
    this.engine = engine;
    this.partitioner = shuffle.keyPartitioner();
    this.combiner = shuffle.combiner().filter(Combiner::mapSide).orElse(null);
    setName(STAGE + shuffle.id());
  }

  @Override
  public Partition[] getPartitions() {
    return parent.partitions();
  }

  @Override
  public scala.collection.Iterator<Tuple2<Object, byte[]>> compute(
      Partition split, TaskContext spark) {
    RunningTask unusedButBegun = RunningTask.of(spark, engine);
    try {
      Iterator<?> records = Scala.only(parent.iterator(split, spark)).records();
      Pieces pieces = new Pieces(split.index(), partitioner, engine.serializer());
      if (combiner == null) {
        return Scala.iterator(pieces.streamed(records));
      }
      return Scala.iterator(pieces.combined(records, combiner));
    } catch (Exception failure) {
      throw Scala.sneak(failure);
    }
  }

  /** The pieces of one map partition. Confined to the task's thread. */
  private static final class Pieces {
    private final int mapPartition;
    private final Partitioner partitioner;
    private final Serializer serializer;
    private final List<List<Object>> buckets = new ArrayList<>();
    private int made;

    Pieces(int mapPartition, Partitioner partitioner, Serializer serializer) {
      this.mapPartition = mapPartition;
      this.partitioner = partitioner;
      this.serializer = serializer;
      for (int i = 0; i < partitioner.partitions(); i++) {
        buckets.add(new ArrayList<>());
      }
    }

    /** Pieces that are handed on as soon as they are full. */
    Iterator<Tuple2<Object, byte[]>> streamed(Iterator<?> records) {
      return new Iterator<>() {
        private int flushed;
        private @Nullable Tuple2<Object, byte[]> next;

        @Override
        public boolean hasNext() {
          while (next == null && records.hasNext()) {
            Object record = records.next();
            int target = target(record);
            List<Object> bucket = buckets.get(target);
            bucket.add(record);
            next = bucket.size() == PIECE_RECORDS ? piece(target) : null;
          }
          while (next == null && flushed < buckets.size()) {
            next = buckets.get(flushed).isEmpty() ? null : piece(flushed);
            flushed++;
          }
          return next != null;
        }

        @Override
        @SuppressWarnings("NullAway") // checked by hasNext
        public Tuple2<Object, byte[]> next() {
          if (!hasNext()) {
            throw new java.util.NoSuchElementException();
          }
          Tuple2<Object, byte[]> piece = next;
          next = null;
          return piece;
        }
      };
    }

    Iterator<Tuple2<Object, byte[]>> combined(Iterator<?> records, Combiner<?, ?> combiner)
        throws Exception {
      Combined combined = new Combined(combiner);
      while (records.hasNext()) {
        combined.add((dev.sluice.function.Tuple2<?, ?>) records.next());
      }
      return streamed(combined.pairs());
    }

    private int target(Object record) {
      Object key = ((dev.sluice.function.Tuple2<?, ?>) record)._1();
      int partition = partitioner.partition(key);
      if (partition < 0 || partition >= buckets.size()) {
        throw new IllegalStateException(
            "Cannot shuffle a record: "
                + partitioner.getClass().getName()
                + " gave its key a wrong partition, found "
                + partition
                + ", expected 0 to "
                + (buckets.size() - 1));
      }
      return partition;
    }

    private Tuple2<Object, byte[]> piece(int target) {
      byte[] block = serializer.serialize(buckets.get(target)).array();
      buckets.set(target, new ArrayList<>());
      byte[] piece =
          ByteBuffer.allocate(Piece.HEADER_BYTES + block.length)
              .putInt(mapPartition)
              .putInt(made++)
              .put(block)
              .array();
      return new Tuple2<>(target, piece);
    }
  }
}
