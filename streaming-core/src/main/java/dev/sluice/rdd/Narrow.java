package dev.sluice.rdd;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A plan node whose partitions each read a few partitions of its parents. Immutable.
 *
 * @param <T> the records
 */
public final class Narrow<T> extends Plan<T> {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // an immutable list of serializable plans
  private volatile List<Plan<?>> parents;

  private final PartitionMap partitionMap;
  private final Step step;
  private final @Nullable Partitioner partitioner;

  /**
   * A node over its parents.
   *
   * @param partitionMap which partitions of which parents each partition reads
   * @param step what happens to the records; its types must fit those of the parents
   * @param partitioner how the outcome is partitioned by key, or null when that is not known
   */
  public Narrow(
      List<? extends Plan<?>> parents,
      PartitionMap partitionMap,
      Step step,
      @Nullable Partitioner partitioner) {
    this.parents = List.copyOf(parents);
    this.partitionMap = partitionMap;
    this.step = step;
    this.partitioner = partitioner;
  }

  /** Which partitions of which parents each partition reads. */
  public PartitionMap partitionMap() {
    return partitionMap;
  }

  /** What happens to the records. */
  public Step step() {
    return step;
  }

  @Override
  public int partitions() {
    return partitionMap.partitions();
  }

  @Override
  public List<Plan<?>> parents() {
    return parents;
  }

  @Override
  void letParentsGo() {
    parents = List.of();
  }

  @Override
  public Optional<Partitioner> partitioner() {
    return Optional.ofNullable(partitioner);
  }
}
