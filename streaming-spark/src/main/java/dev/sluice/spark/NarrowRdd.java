package dev.sluice.spark;

import dev.sluice.rdd.Narrow;
import dev.sluice.rdd.PartitionMap;
import dev.sluice.rdd.PartitionMap.Input;
import dev.sluice.rdd.Records;
import dev.sluice.rdd.Step;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.Dependency;
import org.apache.spark.NarrowDependency;
import org.apache.spark.OneToOneDependency;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.jspecify.annotations.Nullable;

/** A step over partitions of the parents. */
@SuppressWarnings("serial") // lists of serializable datasets
final class NarrowRdd extends PlanRdd {
  private @Nullable List<RDD<Part>> parents;
  private final Step step;
  private final transient PartitionMap map;

  NarrowRdd(SparkContext spark, EngineHandle engine, Narrow<?> node, List<RDD<Part>> parents) {
    super(spark, engine, node, dependencies(node.partitionMap(), parents));
    this.parents = new ArrayList<>(parents);
    this.step = node.step();
    this.map = node.partitionMap();
  }

  private static List<Dependency<?>> dependencies(PartitionMap map, List<RDD<Part>> parents) {
    return IntStream.range(0, parents.size())
        .<Dependency<?>>mapToObj(
            parent ->
                map instanceof PartitionMap.OneToOne
                    ? new OneToOneDependency<>(parents.get(parent))
                    : new Listed(parents.get(parent), map, parent))
        .toList();
  }

  /** Which partitions of a parent are read. */
  private static final class Listed extends NarrowDependency<Part> {
    private static final long serialVersionUID = 1L;

    private final PartitionMap map;
    private final int parent;

    Listed(RDD<Part> rdd, PartitionMap map, int parent) {
      super(rdd);
      this.map = map;
      this.parent = parent;
    }

    @Override
    public scala.collection.immutable.Seq<Object> getParents(int partition) {
      return Scala.seq(
          map.inputs(partition).stream()
              .filter(input -> input.parent() == parent)
              .<Object>map(Input::partition)
              .toList());
    }
  }

  /**
   * Names what a partition reads; the parents' partitions are looked up anew when it goes to a
   * task, as a parent may have been cut since.
   */
  private static final class Inputs implements Partition {
    private static final long serialVersionUID = 1L;

    private final int index;
    private final ArrayList<Input> inputs;
    private transient @Nullable List<RDD<Part>> parents;
    private Partition[] read = {};

    Inputs(int index, List<Input> inputs, List<RDD<Part>> parents) {
      this.index = index;
      this.inputs = new ArrayList<>(inputs);
      this.parents = parents;
    }

    @Override
    public int index() {
      return index;
    }

    @Override
    public int hashCode() {
      return index;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Inputs others && others.index == index;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
      List<RDD<Part>> all = parents;
      if (all != null) {
        read =
            inputs.stream()
                .map(input -> all.get(input.parent()).partitions()[input.partition()])
                .toArray(Partition[]::new);
      }
      out.defaultWriteObject();
    }

    void letParentsGo() {
      parents = null;
      read = new Partition[0];
    }
  }

  @Override
  public Partition[] getPartitions() {
    List<RDD<Part>> all = parents();
    return IntStream.range(0, map.partitions())
        .mapToObj(i -> new Inputs(i, map.inputs(i), all))
        .toArray(Partition[]::new);
  }

  private List<RDD<Part>> parents() {
    if (parents == null) {
      throw new IllegalStateException("Cannot read the parents of a dataset: they are gone");
    }
    return parents;
  }

  @Override
  Part open(Partition split, RunningTask task, TaskContext spark) {
    Inputs own = (Inputs) split;
    List<RDD<Part>> all = parents();
    if (step instanceof Step.Partitions<?> whole) {
      return Part.of(() -> call(whole, own, all, task, spark));
    }
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < own.inputs.size(); i++) {
      parts.add(read(all.get(own.inputs.get(i).parent()), own.read[i], spark));
    }
    return Part.of(() -> Steps.apply(step, new PartRecords<Object>(parts).iterator()));
  }

  private static Iterator<?> call(
      Step.Partitions<?> whole,
      Inputs own,
      List<RDD<Part>> parents,
      RunningTask task,
      TaskContext spark)
      throws Exception {
    List<List<Part>> parts = new ArrayList<>();
    parents.forEach(parent -> parts.add(new ArrayList<>()));
    for (int i = 0; i < own.inputs.size(); i++) {
      int parent = own.inputs.get(i).parent();
      parts.get(parent).add(read(parents.get(parent), own.read[i], spark));
    }
    List<Records<?>> records = new ArrayList<>();
    parts.forEach(ofParent -> records.add(new PartRecords<>(ofParent)));
    dev.sluice.rdd.TaskContext context = task.at(own.index);
    Iterator<?> made = whole.function().call(context, records);
    if (made instanceof AutoCloseable closeable) {
      context.onEnd(closeable);
    }
    return made;
  }

  @Override
  public void clearDependencies() {
    for (Partition partition : partitions()) {
      ((Inputs) partition).letParentsGo();
    }
    super.clearDependencies();
    parents = null;
  }
}
