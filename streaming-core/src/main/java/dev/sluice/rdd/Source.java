package dev.sluice.rdd;

import java.util.List;
import java.util.Optional;

/**
 * A plan node that reads splits. Immutable.
 *
 * @param <T> the records
 */
public final class Source<T> extends Plan<T> {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // an immutable list of serializable splits
  private final List<Split<T>> splits;

  /** A source of these splits, one partition each. */
  public Source(List<? extends Split<T>> splits) {
    this.splits = List.copyOf(splits);
  }

  /** The splits in the order of the partitions. */
  public List<Split<T>> splits() {
    return splits;
  }

  @Override
  public int partitions() {
    return splits.size();
  }

  @Override
  public List<Plan<?>> parents() {
    return List.of();
  }

  @Override
  void letParentsGo() {}

  @Override
  public Optional<Partitioner> partitioner() {
    return Optional.empty();
  }
}
