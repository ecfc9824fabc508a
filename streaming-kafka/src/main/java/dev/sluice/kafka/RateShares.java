package dev.sluice.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * How many records of each partition a batch may take. The rate of the stream is shared by how much
 * waits in each partition; the bounds of a partition come on top. Immutable.
 */
final class RateShares {
  private static final double UNLIMITED = Double.POSITIVE_INFINITY;

  private final PerPartitionConfig bounds;
  private final Duration batchInterval;

  RateShares(PerPartitionConfig bounds, Duration batchInterval) {
    this.bounds = bounds;
    this.batchInterval = batchInterval;
  }

  /**
   * The numbers of records, never more than wait, at least one where one waits.
   *
   * @param waiting how many wait in each partition
   * @param recordsPerSecond the rate of the stream; {@code Long.MAX_VALUE} for no limit
   */
  Map<TopicPartition, Long> of(Map<TopicPartition, Long> waiting, long recordsPerSecond) {
    double all = waiting.values().stream().mapToDouble(Long::doubleValue).sum();
    Map<TopicPartition, Long> shares = new HashMap<>();
    waiting.forEach(
        (partition, records) -> {
          double share =
              recordsPerSecond == Long.MAX_VALUE ? UNLIMITED : records / all * recordsPerSecond;
          shares.put(partition, records == 0 ? 0 : most(partition, records, share));
        });
    return shares;
  }

  private long most(TopicPartition partition, long waiting, double share) {
    long most = bounds.maxRatePerPartition(partition);
    double rate = Math.max(share, (double) bounds.minRatePerPartition(partition));
    if (most > 0) {
      rate = Math.min(rate, (double) most);
    }
    double records = rate * batchInterval.toMillis() / 1000;
    return records >= waiting ? waiting : Math.max(1, (long) records);
  }
}
