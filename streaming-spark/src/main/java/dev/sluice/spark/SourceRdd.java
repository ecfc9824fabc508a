package dev.sluice.spark;

import dev.sluice.rdd.Source;
import dev.sluice.rdd.Split;
import dev.sluice.rdd.TaskContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import scala.collection.immutable.Seq;

/** The splits of a source; each task gets its own alone. */
@SuppressWarnings("serial") // splits are for the driver
final class SourceRdd extends PlanRdd {
  private final transient List<? extends Split<?>> splits;

  SourceRdd(SparkContext spark, EngineHandle engine, Source<?> source) {
    super(spark, engine, source, List.of());
    this.splits = source.splits();
  }

  /** A split with its number. Immutable. */
  private record Numbered(int index, Split<?> split) implements Partition {
    @Override
    public int hashCode() {
      return index;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Numbered numbered && numbered.index == index;
    }
  }

  @Override
  public Partition[] getPartitions() {
    Partition[] partitions = new Partition[splits.size()];
    for (int i = 0; i < partitions.length; i++) {
      partitions[i] = new Numbered(i, splits.get(i));
    }
    return partitions;
  }

  @Override
  public Seq<String> getPreferredLocations(Partition split) {
    Split<?> own = ((Numbered) split).split();
    List<String> places = new ArrayList<>(SparkBlocks.placesOf(engine().id(), own.storedBlocks()));
    places.addAll(own.preferredHosts());
    return Scala.seq(places);
  }

  @Override
  Part open(Partition split, RunningTask task, org.apache.spark.TaskContext spark) {
    TaskContext context = task.at(split.index());
    return Part.of(
        () -> {
          Iterator<?> records = ((Numbered) split).split().open(context);
          if (records instanceof AutoCloseable closeable) {
            context.onEnd(closeable);
          }
          return task.cancellable(records);
        });
  }
}
