package dev.sluice.kafka;

import dev.sluice.kafka.client.TopicSelection;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/**
 * Makes {@link ConsumerStrategy consumer strategies}. All take the settings of Kafka's consumer by
 * their names: {@code bootstrap.servers}, the deserializers, which are for text if they are not
 * set, {@code group.id} if offsets are committed or were, {@code auto.offset.reset}, {@code
 * isolation.level} and so on.
 *
 * <p>A partition is begun where the batches of an earlier process ended; else at the offset given
 * here; else at the committed one of the group; else as {@code auto.offset.reset} says, which is
 * {@code latest} if it is not set. Partitions that come while the program runs, or came while it
 * was down, are read from their beginning.
 */
@SuppressWarnings("MemberName") // the names that users of Spark Streaming know
public final class ConsumerStrategies {
  private ConsumerStrategies() {}

  /** All partitions of some topics, which must be there at the start. */
  public static <K, V> ConsumerStrategy<K, V> Subscribe(
      Collection<String> topics, Map<String, ?> params) {
    return Subscribe(topics, params, Map.of());
  }

  /** All partitions of some topics, some of them from these offsets on. */
  public static <K, V> ConsumerStrategy<K, V> Subscribe(
      Collection<String> topics, Map<String, ?> params, Map<TopicPartition, Long> offsets) {
    if (topics.isEmpty()) {
      throw new IllegalArgumentException("Cannot subscribe: found no topics, expected one or more");
    }
    return new ConsumerStrategy<>(new TopicSelection.Named(Set.copyOf(topics)), params, offsets);
  }

  /** All partitions of the topics whose whole name matches, now or later; not internal ones. */
  public static <K, V> ConsumerStrategy<K, V> SubscribePattern(
      Pattern pattern, Map<String, ?> params) {
    return SubscribePattern(pattern, params, Map.of());
  }

  /** All partitions of the topics whose name matches, some of them from these offsets on. */
  public static <K, V> ConsumerStrategy<K, V> SubscribePattern(
      Pattern pattern, Map<String, ?> params, Map<TopicPartition, Long> offsets) {
    return new ConsumerStrategy<>(new TopicSelection.Matching(pattern), params, offsets);
  }

  /** These partitions and no others. */
  public static <K, V> ConsumerStrategy<K, V> Assign(
      Collection<TopicPartition> partitions, Map<String, ?> params) {
    return Assign(partitions, params, Map.of());
  }

  /** These partitions and no others, some of them from these offsets on. */
  public static <K, V> ConsumerStrategy<K, V> Assign(
      Collection<TopicPartition> partitions,
      Map<String, ?> params,
      Map<TopicPartition, Long> offsets) {
    if (partitions.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot assign: found no partitions, expected one or more");
    }
    return new ConsumerStrategy<>(
        new TopicSelection.Listed(Set.copyOf(partitions)), params, offsets);
  }
}
