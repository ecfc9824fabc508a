package dev.sluice.kafka;

import org.apache.kafka.common.TopicPartition;

/**
 * How many records a second a direct stream takes of each partition. Called on the driver thread
 * for each batch.
 */
@FunctionalInterface
public interface PerPartitionConfig {
  /** The most records a second; 0 for as many as there are. */
  long maxRatePerPartition(TopicPartition partition);

  /**
   * The least records a second that back-pressure leaves to a partition, if it has them and the
   * most allows it.
   */
  default long minRatePerPartition(TopicPartition partition) {
    return 1;
  }
}
