package dev.sluice.kafka;

import dev.sluice.kafka.client.KafkaParams;
import dev.sluice.kafka.client.TopicSelection;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What a direct stream reads, how, and from where on. Made by {@link ConsumerStrategies}.
 * Immutable.
 *
 * @param <K> the keys, as the key deserializer makes them
 * @param <V> the values, as the value deserializer makes them
 */
public final class ConsumerStrategy<K, V> {
  private final TopicSelection topics;
  private final KafkaParams params;
  private final Map<TopicPartition, Long> offsets;

  ConsumerStrategy(
      TopicSelection topics, Map<String, ?> params, Map<TopicPartition, Long> offsets) {
    this.topics = topics;
    this.params = KafkaParams.of(params, "a Kafka direct stream");
    this.offsets = Map.copyOf(offsets);
    this.offsets.forEach(ConsumerStrategy::requireOffset);
  }

  private static void requireOffset(TopicPartition partition, long offset) {
    if (offset < 0) {
      throw new IllegalArgumentException(
          "Cannot begin to read %s: found offset %d, expected 0 or more"
              .formatted(partition, offset));
    }
  }

  TopicSelection topics() {
    return topics;
  }

  KafkaParams params() {
    return params;
  }

  /** How tasks read it. */
  Reading<K, V> reading(DirectSettings settings) {
    return Reading.ofStream(params, settings);
  }

  /** Where to begin partitions that no batch has read. */
  Map<TopicPartition, Long> offsets() {
    return offsets;
  }
}
