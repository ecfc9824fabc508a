package dev.sluice.benchmarks.spark;

import dev.sluice.benchmarks.harness.Feed;
import dev.sluice.benchmarks.harness.Job;
import dev.sluice.benchmarks.harness.Range;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.Dependency;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.Nil$;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;

/** Records by their number: a task carries only which to read, and reads them itself. */
final class FeedRdd extends RDD<String> {
  static final ClassTag<String> STRING = scala.reflect.ClassTag$.MODULE$.apply(String.class);

  private static final long serialVersionUID = 1L;

  /** A slice of the records. */
  private static final class Slice implements Partition {
    private static final long serialVersionUID = 1L;

    private final int index;
    private final Range range;

    Slice(int index, Range range) {
      this.index = index;
      this.range = range;
    }

    @Override
    public int index() {
      return index;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Slice slice && slice.index == index;
    }

    @Override
    public int hashCode() {
      return index;
    }
  }

  // Spark sends it to tasks, which look up their own slice only.
  private final Partition[] slices;

  @SuppressWarnings({"unchecked", "rawtypes"}) // Scala's empty list is one of anything.
  FeedRdd(SparkContext context, @Nullable Range range, int partitions) {
    super(context, (Seq<Dependency<?>>) (Seq) Nil$.MODULE$, STRING);
    slices = new Partition[range == null ? 0 : partitions];
    for (int i = 0; range != null && i < partitions; i++) {
      long from = range.from() + range.size() * i / partitions;
      long to = range.from() + range.size() * (i + 1) / partitions;
      slices[i] = new Slice(i, new Range(from, to));
    }
  }

  @Override
  public Partition[] getPartitions() {
    return slices;
  }

  @Override
  public scala.collection.Iterator<String> compute(Partition split, TaskContext context) {
    Range range = ((Slice) split).range;
    Feed feed = Job.current().feed();
    return CollectionConverters.asScala(
        new Iterator<String>() {
          private long at = range.from();

          @Override
          public boolean hasNext() {
            return at < range.to();
          }

          @Override
          public String next() {
            if (at >= range.to()) {
              throw new NoSuchElementException();
            }
            return feed.record(at++);
          }
        });
  }
}
