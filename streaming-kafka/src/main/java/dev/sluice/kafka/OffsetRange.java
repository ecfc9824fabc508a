package dev.sluice.kafka;

import dev.sluice.rdd.Plan;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.Source;
import dev.sluice.rdd.Split;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * Consecutive offsets of a partition of a topic. Some of them may have no record: those of
 * transaction markers, of aborted transactions and of what compaction took away. Immutable.
 *
 * @param topic the topic
 * @param partition the partition of the topic, from 0
 * @param fromOffset the first offset
 * @param untilOffset the offset after the last
 */
public record OffsetRange(String topic, int partition, long fromOffset, long untilOffset)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * Checks the offsets.
   *
   * @throws IllegalArgumentException if the first is negative, or the range ends before it begins
   */
  public OffsetRange {
    if (fromOffset < 0 || untilOffset < fromOffset) {
      throw new IllegalArgumentException(
          "Cannot read %s-%d: found offsets from %d until %d, expected an end that is not before the begin"
              .formatted(topic, partition, fromOffset, untilOffset));
    }
  }

  /** The offsets of a partition from one, until before another. */
  public static OffsetRange create(String topic, int partition, long fromOffset, long untilOffset) {
    return new OffsetRange(topic, partition, fromOffset, untilOffset);
  }

  /** The offsets of a partition from one, until before another. */
  public static OffsetRange create(TopicPartition partition, long fromOffset, long untilOffset) {
    return new OffsetRange(partition.topic(), partition.partition(), fromOffset, untilOffset);
  }

  /**
   * What the partitions of a dataset read, in their order. The dataset must be one that a direct
   * stream or {@code KafkaUtils.createRDD} made, without any transformation: ask before the first.
   * A batch for which nothing has come has no partitions.
   *
   * @throws IllegalArgumentException if it is another dataset
   */
  public static OffsetRange[] of(RDD<?> rdd) {
    List<OffsetRange> ranges = new ArrayList<>();
    addTo(ranges, rdd.plan());
    if (ranges.size() != rdd.partitions()) {
      throw new IllegalArgumentException(
          "Cannot tell offset ranges of %s: found one that does not read Kafka itself, expected the dataset of a direct stream before any transformation"
              .formatted(rdd));
    }
    return ranges.toArray(new OffsetRange[0]);
  }

  /** A stream whose interval has changed may unite the datasets of several batches. */
  private static void addTo(List<OffsetRange> ranges, Plan<?> plan) {
    if (plan instanceof Source<?> source) {
      for (Split<?> split : source.splits()) {
        if (split instanceof KafkaSplit<?, ?> ofKafka) {
          ranges.add(ofKafka.range());
        }
      }
    } else if (isUnion(plan)) {
      plan.parents().forEach(parent -> addTo(ranges, parent));
    }
  }

  private static boolean isUnion(Plan<?> plan) {
    int partitions = plan.parents().stream().mapToInt(Plan::partitions).sum();
    return plan.parents().size() > 1 && partitions == plan.partitions();
  }

  /** The number of offsets: as many records at most. */
  public long count() {
    return untilOffset - fromOffset;
  }

  /** The partition of the topic. */
  public TopicPartition topicPartition() {
    return new TopicPartition(topic, partition);
  }

  /** {@code topic-0 [5, 10)}. */
  @Override
  public String toString() {
    return "%s-%d [%d, %d)".formatted(topic, partition, fromOffset, untilOffset);
  }
}
