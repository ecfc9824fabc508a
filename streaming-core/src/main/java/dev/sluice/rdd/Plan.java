package dev.sluice.rdd;

import dev.sluice.function.Tuple2;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A node of the plan that an engine interprets: a {@link Source}, a {@link Narrow} or a {@link
 * Shuffle}. Immutable but for three marks: the storage level, which is set at most once until it is
 * taken back, whether the node is truncated, and whether its records are counted.
 *
 * <p>Thread-safe: the marks are guarded by this node's monitor; the counts are volatile.
 *
 * @param <T> the records
 */
public abstract sealed class Plan<T> implements Serializable permits Source, Narrow, Shuffle {
  private static final long serialVersionUID = 1L;
  private static final AtomicLong NEXT_ID = new AtomicLong();

  private final long id = NEXT_ID.getAndIncrement();
  private StorageLevel storageLevel = StorageLevel.NONE;
  private boolean truncated;
  private boolean cut;
  private transient volatile @Nullable PartitionCounts counts;

  Plan() {}

  /** A number that no other node of this process has. */
  public final long id() {
    return id;
  }

  /** The number of partitions, zero or more. */
  public abstract int partitions();

  /** The nodes this one reads, in order. */
  public abstract List<Plan<?>> parents();

  /** How records are spread over partitions by key, when that is known. */
  public abstract Optional<Partitioner> partitioner();

  /** Where computed partitions are kept; {@link StorageLevel#NONE} when they are not. */
  public final synchronized StorageLevel storageLevel() {
    return storageLevel;
  }

  /**
   * Marks this node so that its computed partitions are kept.
   *
   * @throws IllegalStateException if it bears another level already
   */
  public final synchronized void persist(StorageLevel level) {
    if (storageLevel.isKept() && !storageLevel.equals(level)) {
      throw new IllegalStateException(
          "Cannot change the storage level of a dataset: found "
              + storageLevel
              + ", asked for "
              + level);
    }
    storageLevel = level;
  }

  /** Takes the mark back; the engine drops what it kept separately. */
  public final synchronized void unpersist() {
    storageLevel = StorageLevel.NONE;
  }

  /**
   * Marks this node so that lineage ends here: once all partitions are computed and kept at the
   * node's storage level, they stay until they are unpersisted, and the parents are let go.
   */
  public final synchronized void truncate() {
    truncated = true;
  }

  /** Whether lineage ends here. */
  public final synchronized boolean isTruncated() {
    return truncated;
  }

  /**
   * Lets the parents of a truncated node go: an engine's word that all partitions are kept. From
   * now on {@link #parents} is empty and nothing but what is kept can be read.
   */
  public final synchronized void cut() {
    if (!truncated) {
      throw new IllegalStateException(
          "Cannot let the parents of a plan node go: it is not truncated");
    }
    cut = true;
    letParentsGo();
  }

  /** Whether the parents are gone. */
  public final synchronized boolean isCut() {
    return cut;
  }

  /**
   * How many records the partitions of this node have. What computes them tells from now on, if it
   * reads a partition to its end.
   */
  public final synchronized PartitionCounts counts() {
    PartitionCounts known = counts;
    if (known == null) {
      known = new PartitionCounts(partitions());
      counts = known;
    }
    return known;
  }

  /** What is to be told how many records partitions have; null if nobody asked. */
  public final @Nullable PartitionCounts countsAsked() {
    return counts;
  }

  /** Forgets the parents. */
  abstract void letParentsGo();

  /** Views a plan of pairs by its key and value types. */
  @SuppressWarnings("unchecked")
  static <K, V> Plan<Tuple2<K, V>> ofPairs(Plan<?> plan) {
    return (Plan<Tuple2<K, V>>) plan;
  }
}
