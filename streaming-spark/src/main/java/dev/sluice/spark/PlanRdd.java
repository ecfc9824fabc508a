package dev.sluice.spark;

import dev.sluice.engine.EngineException;
import dev.sluice.rdd.PartitionCounts;
import dev.sluice.rdd.Plan;
import java.util.Collections;
import java.util.List;
import org.apache.spark.Dependency;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;

/**
 * A node of a plan as a dataset of Spark. Each partition has one element, a {@link Part}: so
 * records pass between nodes without Spark's machinery, and what is kept of a node is one object
 * whose bytes are Sluice's own. Immutable but for what Spark marks it with, and but for its end of
 * lineage.
 */
abstract class PlanRdd extends RDD<Part> {
  private static final long serialVersionUID = 1L;

  private final EngineHandle engine;
  private final long planId;
  private final @Nullable PartitionCounts counts;
  private boolean cut;
  private transient Lineage lineage = Lineage.of(false, List.of());

  PlanRdd(
      SparkContext spark,
      EngineHandle engine,
      Plan<?> node,
      List<? extends Dependency<?>> parents) {
    super(spark, Scala.<Dependency<?>>seq(parents), Scala.<Part>tag());
    this.engine = engine;
    this.planId = node.id();
    this.counts = node.countsAsked();
  }

  final EngineHandle engine() {
    return engine;
  }

  /** What would have to be computed if nothing were kept. */
  final Lineage lineage() {
    return lineage;
  }

  final void setLineage(Lineage lineage) {
    this.lineage = lineage;
  }

  /** Lets the parents go: all partitions are kept. */
  final void cut() {
    cut = true;
    clearDependencies();
  }

  /** Spark logs what it does with a dataset under this name. */
  @Override
  public String logName() {
    return RDD.class.getName();
  }

  @Override
  public Seq<Dependency<?>> getDependencies() {
    return cut ? Scala.seq(List.of()) : super.getDependencies();
  }

  @Override
  public final Iterator<Part> compute(Partition split, TaskContext spark) {
    if (cut) {
      throw new EngineException(
          "Cannot read a state: all copies of partition %d of plan node %d were lost with their executors, expected one; start the program again: it goes on from its last checkpoint, if it has any"
              .formatted(split.index(), planId),
          null);
    }
    try {
      Part part = counted(open(split, RunningTask.of(spark, engine), spark), split.index());
      boolean isKept = getStorageLevel().isValid();
      return Scala.iterator(Collections.<Part>singleton(isKept ? part.hold() : part).iterator());
    } catch (Exception failure) {
      throw Scala.sneak(failure);
    }
  }

  private Part counted(Part part, int partition) {
    PartitionCounts asked = counts;
    return asked == null ? part : Part.of(() -> asked.counting(partition, part.records()));
  }

  /** The records of a partition. */
  abstract Part open(Partition split, RunningTask task, TaskContext spark) throws Exception;

  /** What a parent has in a partition. */
  static Part read(RDD<Part> parent, Partition split, TaskContext spark) {
    return Scala.only(parent.iterator(split, spark));
  }
}
