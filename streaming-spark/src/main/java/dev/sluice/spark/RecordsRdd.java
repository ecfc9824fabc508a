package dev.sluice.spark;

import java.util.List;
import org.apache.spark.Dependency;
import org.apache.spark.OneToOneDependency;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import scala.collection.Iterator;

/** The records of a plan as Spark's users expect them: one element each. Immutable. */
final class RecordsRdd extends RDD<Object> {
  private static final long serialVersionUID = 1L;

  private final PlanRdd parts;

  RecordsRdd(PlanRdd parts) {
    super(
        parts.sparkContext(),
        Scala.<Dependency<?>>seq(List.of(new OneToOneDependency<>(parts))),
        Scala.<Object>tag());
    this.parts = parts;
  }

  @Override
  public Partition[] getPartitions() {
    return parts.partitions();
  }

  @Override
  @SuppressWarnings("unchecked") // records are objects
  public Iterator<Object> compute(Partition split, TaskContext spark) {
    try {
      return Scala.iterator(
          (java.util.Iterator<Object>) PlanRdd.read(parts, split, spark).records());
    } catch (Exception failure) {
      throw Scala.sneak(failure);
    }
  }
}
