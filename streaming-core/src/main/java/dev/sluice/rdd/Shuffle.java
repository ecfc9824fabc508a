package dev.sluice.rdd;

import dev.sluice.function.Tuple2;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A plan node that brings records of equal keys into one partition. Without a combiner the values
 * pass unchanged ({@code C} is {@code V}). Within a partition keys come in the order in which they
 * are first seen, map partition after map partition, unless a key order is given. Immutable.
 *
 * @param <K> the keys
 * @param <V> the values that go in
 * @param <C> the values that come out
 */
public final class Shuffle<K, V, C> extends Plan<Tuple2<K, C>> {
  private static final long serialVersionUID = 1L;

  private volatile Plan<Tuple2<K, V>> parent;
  private final Partitioner partitioner;
  private final @Nullable Combiner<V, C> combiner;

  @SuppressWarnings("serial") // callers pass serializable comparators when the engine is remote
  private final @Nullable Comparator<? super K> keyOrder;

  /** A shuffle of the parent's records. */
  public Shuffle(
      Plan<Tuple2<K, V>> parent,
      Partitioner partitioner,
      @Nullable Combiner<V, C> combiner,
      @Nullable Comparator<? super K> keyOrder) {
    this.parent = parent;
    this.partitioner = partitioner;
    this.combiner = combiner;
    this.keyOrder = keyOrder;
  }

  /** The records that are shuffled. */
  public Plan<Tuple2<K, V>> parent() {
    return parent;
  }

  /** How values of one key become one, if they do. */
  public Optional<Combiner<V, C>> combiner() {
    return Optional.ofNullable(combiner);
  }

  /** The order of keys within a partition, if one is asked for. */
  public Optional<Comparator<? super K>> keyOrder() {
    return Optional.ofNullable(keyOrder);
  }

  /** How keys are spread. */
  public Partitioner keyPartitioner() {
    return partitioner;
  }

  @Override
  public int partitions() {
    return partitioner.partitions();
  }

  @Override
  public List<Plan<?>> parents() {
    return isCut() ? List.of() : List.of(parent);
  }

  @Override
  void letParentsGo() {
    parent = new Source<>(List.of());
  }

  @Override
  public Optional<Partitioner> partitioner() {
    return Optional.of(partitioner);
  }
}
