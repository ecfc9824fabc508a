package dev.sluice.rdd;

import dev.sluice.function.Tuple2;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Spreads keys by ranges: partition i holds the keys up to bound i that are in none before.
 * Immutable.
 *
 * @param bounds the largest key of each partition but the last, ascending by the order
 * @param order the order of keys; serializable when the engine is remote
 * @param partitions the number of partitions, which may be more than there are ranges
 */
record RangePartitioner<K>(
    List<K> bounds, @SuppressWarnings("serial") Comparator<? super K> order, int partitions)
    implements Partitioner {
  private static final int SAMPLES_PER_PARTITION = 60;
  private static final int MOST_SAMPLES = 1 << 20;

  @Override
  @SuppressWarnings("unchecked") // keys of the dataset that was sampled
  public int partition(@Nullable Object key) {
    int low = 0;
    int high = bounds.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (order.compare((K) key, bounds.get(middle)) <= 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Finds ranges that hold about as many keys each, by a job that samples every partition. */
  static <K, V> RangePartitioner<K> sample(
      RddContext context, Plan<Tuple2<K, V>> pairs, Comparator<? super K> order, int partitions) {
    long wanted = Math.min((long) partitions * SAMPLES_PER_PARTITION, MOST_SAMPLES);
    int size = (int) (wanted / Math.max(pairs.partitions(), 1)) + 1;
    List<Weighted<K>> keys = new ArrayList<>();
    for (Reservoir<K> sample : context.run(pairs, RangePartitioner.<K, V>reservoir(size))) {
      double weight = (double) sample.seen() / Math.max(sample.keys().size(), 1);
      sample.keys().forEach(key -> keys.add(new Weighted<>(key, weight)));
    }
    keys.sort((left, right) -> order.compare(left.key(), right.key()));
    return new RangePartitioner<>(bounds(keys, order, partitions), order, partitions);
  }

  private static <K, V> PartitionFunction<Tuple2<K, V>, Reservoir<K>> reservoir(int size) {
    return (task, records) -> {
      SplittableRandom random = new SplittableRandom(task.partition());
      List<K> kept = new ArrayList<>();
      long[] seen = {0};
      records.forEach(
          pair -> {
            seen[0]++;
            if (kept.size() < size) {
              kept.add(pair._1());
            } else {
              long place = random.nextLong(seen[0]);
              if (place < size) {
                kept.set((int) place, pair._1());
              }
            }
          });
      return new Reservoir<>(kept, seen[0]);
    };
  }

  private static <K> List<K> bounds(
      List<Weighted<K>> keys, Comparator<? super K> order, int partitions) {
    double step = keys.stream().mapToDouble(Weighted::weight).sum() / partitions;
    List<K> bounds = new ArrayList<>();
    double passed = 0;
    for (Weighted<K> sampled : keys) {
      passed += sampled.weight();
      boolean full = passed >= step * (bounds.size() + 1);
      if (full && bounds.size() < partitions - 1 && isBeyond(bounds, sampled.key(), order)) {
        bounds.add(sampled.key());
      }
    }
    return bounds;
  }

  private static <K> boolean isBeyond(List<K> bounds, K key, Comparator<? super K> order) {
    return bounds.isEmpty() || order.compare(key, bounds.get(bounds.size() - 1)) > 0;
  }

  /** Keys chosen evenly from a partition, and how many it has. */
  private record Reservoir<K>(List<K> keys, long seen) {}

  /** A key and how many it stands for. */
  private record Weighted<K>(K key, double weight) {}
}
