package dev.sluice.engine.local;

import dev.sluice.function.Tuple2;
import dev.sluice.rdd.Combiner;
import dev.sluice.rdd.Partitioner;
import dev.sluice.rdd.Records;
import dev.sluice.rdd.Shuffle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The map side of a shuffle in one task: a bucket for each partition that gets any record, a {@link
 * CombineTable} where values are combined before the shuffle and a list of pairs elsewhere.
 * Confined to the task's thread.
 */
final class MapSide<K, V, C> {
  private final Partitioner partitioner;
  private final @Nullable Combiner<V, C> combiner;
  private final @Nullable Object[] buckets;

  MapSide(Shuffle<K, V, C> shuffle) {
    this.partitioner = shuffle.keyPartitioner();
    this.combiner = shuffle.combiner().filter(Combiner::mapSide).orElse(null);
    this.buckets = new Object[shuffle.partitions()];
  }

  /** Sorts the records into buckets; null where there is none. */
  @Nullable Object[] collect(Records<Tuple2<K, V>> records) throws Exception {
    if (combiner == null) {
      records.forEach(this::append);
    } else {
      Combiner<V, C> combining = combiner;
      records.forEach(pair -> combine(pair, combining));
    }
    return buckets;
  }

  @SuppressWarnings("unchecked")
  private void append(Tuple2<K, V> pair) {
    int partition = partition(pair._1());
    List<Tuple2<K, V>> bucket = (List<Tuple2<K, V>>) buckets[partition];
    if (bucket == null) {
      bucket = new ArrayList<>();
      buckets[partition] = bucket;
    }
    bucket.add(pair);
  }

  @SuppressWarnings("unchecked")
  private void combine(Tuple2<K, V> pair, Combiner<V, C> combining) throws Exception {
    K key = pair._1();
    int partition = partition(key);
    CombineTable<K, V, C> bucket = (CombineTable<K, V, C>) buckets[partition];
    if (bucket == null) {
      bucket = new CombineTable<>(combining);
      buckets[partition] = bucket;
    }
    bucket.add(key, pair._2());
  }

  private int partition(@Nullable Object key) {
    int partition = partitioner.partition(key);
    if (partition < 0 || partition >= buckets.length) {
      throw new IllegalStateException(
          "Cannot shuffle a record: "
              + partitioner.getClass().getName()
              + " gave its key a wrong partition, found "
              + partition
              + ", expected 0 to "
              + (buckets.length - 1));
    }
    return partition;
  }
}
