package dev.sluice.spark;

import dev.sluice.engine.LongTaskSpec;
import java.util.Collections;
import java.util.List;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;

/** One partition whose only element is a long task, so that a job can take it somewhere. */
final class LongTaskRdd extends RDD<LongTaskSpec.Body> {
  private static final long serialVersionUID = 1L;

  private final LongTaskSpec.Body body;

  @SuppressWarnings("serial") // an immutable list of texts
  private final List<String> places;

  LongTaskRdd(SparkContext spark, LongTaskSpec.Body body, List<String> places) {
    super(spark, Scala.seq(List.of()), Scala.<LongTaskSpec.Body>tag());
    this.body = body;
    this.places = List.copyOf(places);
  }

  /** The only one. */
  private record Only() implements Partition {
    @Override
    public int index() {
      return 0;
    }
  }

  @Override
  public Partition[] getPartitions() {
    return new Partition[] {new Only()};
  }

  @Override
  public Seq<String> getPreferredLocations(Partition split) {
    return Scala.seq(places);
  }

  @Override
  public Iterator<LongTaskSpec.Body> compute(Partition split, TaskContext context) {
    return Scala.iterator(Collections.singleton(body).iterator());
  }
}
