package dev.sluice.engine.local;

import dev.sluice.function.Tuple2;
import dev.sluice.rdd.Combiner;
import dev.sluice.rdd.Shuffle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a shuffle has yielded: for each of its partitions the pieces that the map tasks made, merged
 * when first read and kept merged. It knows the shuffle's parts but not the shuffle, so it does not
 * keep it alive. Thread-safe: partitions are guarded by their monitors, the array of them is
 * volatile.
 */
final class ShuffleOutput<K, V, C> {
  private final int partitionCount;
  private final @Nullable Combiner<V, C> combiner;
  private final @Nullable Comparator<? super K> keyOrder;
  private volatile @Nullable List<Part> parts;

  ShuffleOutput(Shuffle<K, V, C> shuffle) {
    this.partitionCount = shuffle.partitions();
    this.combiner = shuffle.combiner().orElse(null);
    this.keyOrder = shuffle.keyOrder().orElse(null);
  }

  boolean isComplete() {
    return parts != null;
  }

  /** Takes what the map tasks made: for each of them, what it has for each partition, or null. */
  void complete(List<@Nullable Object[]> buckets) {
    List<Part> made = new ArrayList<>(partitionCount);
    for (int partition = 0; partition < partitionCount; partition++) {
      List<Object> pieces = new ArrayList<>();
      for (@Nullable Object[] ofTask : buckets) {
        Object piece = ofTask[partition];
        if (piece != null) {
          pieces.add(piece);
        }
      }
      made.add(new Part(pieces));
    }
    parts = made;
  }

  /**
   * The records of a partition, the same at every call; or null if the map side is missing. When
   * merging fails everything is forgotten, as combined values may have changed already.
   */
  Tuple2<?, ?> @Nullable [] read(int partition) throws Exception {
    List<Part> current = parts;
    if (current == null) {
      return null;
    }
    try {
      Tuple2<?, ?>[] records = current.get(partition).records();
      if (records == null) {
        forget(current);
      }
      return records;
    } catch (Throwable failure) {
      forget(current);
      throw failure;
    }
  }

  private synchronized void forget(List<Part> spoiled) {
    if (parts == spoiled) {
      parts = null;
    }
  }

  /** One partition. Guarded by its monitor. */
  private final class Part {
    private @Nullable List<Object> pieces;
    private Tuple2<?, ?> @Nullable [] records;

    Part(List<Object> pieces) {
      this.pieces = pieces;
    }

    /** The records, or null if merging them failed before. */
    synchronized Tuple2<?, ?> @Nullable [] records() throws Exception {
      List<Object> unread = pieces;
      if (unread == null) {
        return records;
      }
      pieces = null;
      Tuple2<?, ?>[] merged = new Merge<K, V, C>(combiner).merge(unread);
      sort(merged);
      records = merged;
      return merged;
    }

    @SuppressWarnings("unchecked")
    private void sort(Tuple2<?, ?>[] merged) {
      if (keyOrder != null) {
        Comparator<? super K> order = keyOrder;
        Arrays.sort(merged, (a, b) -> order.compare((K) a._1(), (K) b._1()));
      }
    }
  }
}
