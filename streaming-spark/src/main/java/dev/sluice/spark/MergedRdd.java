package dev.sluice.spark;

import dev.sluice.function.Tuple2;
import dev.sluice.rdd.Combiner;
import dev.sluice.rdd.Shuffle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.OneToOneDependency;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.rdd.ShuffledRDD;
import org.jspecify.annotations.Nullable;

/** The reduce side of a shuffle: merges the pieces of each partition, in the order of arrival. */
final class MergedRdd extends PlanRdd {
  private static final long serialVersionUID = 1L;

  private @Nullable RDD<scala.Tuple2<Object, byte[]>> pieces;
  private final @Nullable Combiner<?, ?> combiner;

  @SuppressWarnings("serial") // callers pass serializable ones
  private final @Nullable Comparator<Object> keyOrder;

  @SuppressWarnings("unchecked") // the plan's own types fit together
  private MergedRdd(
      SparkContext spark,
      EngineHandle engine,
      Shuffle<?, ?, ?> shuffle,
      RDD<scala.Tuple2<Object, byte[]>> pieces) {
    super(spark, engine, shuffle, List.of(new OneToOneDependency<>(pieces)));
    this.pieces = pieces;
    this.combiner = shuffle.combiner().orElse(null);
    this.keyOrder = (Comparator<Object>) shuffle.keyOrder().orElse(null);
  }

  static MergedRdd of(EngineHandle engine, Shuffle<?, ?, ?> shuffle, RDD<Part> parent) {
    PieceRdd made = new PieceRdd(parent, engine, shuffle);
    ShuffledRDD<Object, byte[], byte[]> moved =
        new ShuffledRDD<>(
            made,
            new ByNumber(shuffle.partitions()),
            Scala.<Object>tag(),
            Scala.tag(byte[].class),
            Scala.tag(byte[].class));
    return new MergedRdd(parent.sparkContext(), engine, shuffle, moved);
  }

  private RDD<scala.Tuple2<Object, byte[]>> pieces() {
    if (pieces == null) {
      throw new IllegalStateException("Cannot read the pieces of a shuffle: they are gone");
    }
    return pieces;
  }

  @Override
  public Partition[] getPartitions() {
    return pieces().partitions();
  }

  @Override
  Part open(Partition split, RunningTask task, TaskContext spark) {
    RDD<scala.Tuple2<Object, byte[]>> from = pieces();
    return Part.of(() -> task.cancellable(sorted(merged(from.iterator(split, spark)))));
  }

  private Iterator<Object> merged(scala.collection.Iterator<scala.Tuple2<Object, byte[]>> moved)
      throws Exception {
    List<Piece> arrived = new ArrayList<>();
    while (moved.hasNext()) {
      arrived.add(Piece.of(moved.next()._2()));
    }
    arrived.sort(Piece.ARRIVAL);
    Iterator<Object> records =
        Steps.<Piece>nested(arrived.iterator(), piece -> piece.records(engine().serializer()));
    if (combiner == null) {
      return records;
    }
    Combined combined = new Combined(combiner);
    while (records.hasNext()) {
      Tuple2<?, ?> pair = (Tuple2<?, ?>) records.next();
      if (combiner.mapSide()) {
        combined.addCombined(pair);
      } else {
        combined.add(pair);
      }
    }
    return combined.pairs();
  }

  private Iterator<Object> sorted(Iterator<Object> records) {
    if (keyOrder == null) {
      return records;
    }
    Comparator<Object> order = keyOrder;
    List<Object> all = new ArrayList<>();
    records.forEachRemaining(all::add);
    all.sort((a, b) -> order.compare(((Tuple2<?, ?>) a)._1(), ((Tuple2<?, ?>) b)._1()));
    return all.iterator();
  }

  @Override
  public void clearDependencies() {
    super.clearDependencies();
    pieces = null;
  }

  /** The number of the partition is the key. */
  private static final class ByNumber extends org.apache.spark.Partitioner {
    private static final long serialVersionUID = 1L;

    private final int partitions;

    ByNumber(int partitions) {
      this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
      return partitions;
    }

    @Override
    public int getPartition(Object key) {
      return (Integer) key;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof ByNumber others && others.partitions == partitions;
    }

    @Override
    public int hashCode() {
      return partitions;
    }
  }
}
