package dev.sluice.kafka.group;

import dev.sluice.kafka.client.KafkaParams;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;

/**
 * Polls, and begins where {@code auto.offset.reset} says in partitions of which the group has no
 * offset, or one that Kafka has no more. That is committed before anything is received, as else
 * what comes until the first commit would be lost to a group that begins at the latest; and
 * reported if records are lost. The consumer itself has no such policy. Confined to the thread that
 * polls.
 */
final class Beginning {
  /** What the consumer is told instead of the program's policy. */
  static final String NO_POLICY = "none";

  private static final String DEFAULT_POLICY = "latest";
  private static final String EARLIEST = "earliest";
  private static final String BY_DURATION = "by_duration:";
  private static final Duration COMMIT = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final String policy;
  private final KafkaReceiver<?, ?, ?> receiver;

  /**
   * The policy of the program.
   *
   * @param params with the program's policy
   */
  Beginning(
      Consumer<byte[], byte[]> consumer, KafkaParams params, KafkaReceiver<?, ?, ?> receiver) {
    this.consumer = consumer;
    this.policy = params.get(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, DEFAULT_POLICY);
    this.receiver = receiver;
  }

  /** Polls; what comes is empty if there was first to say where to begin. */
  ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    try {
      return consumer.poll(timeout);
    } catch (NoOffsetForPartitionException | OffsetOutOfRangeException lost) {
      if (policy.equalsIgnoreCase(NO_POLICY)) {
        throw lost;
      }
      begin(lost);
      return ConsumerRecords.empty();
    }
  }

  private void begin(InvalidOffsetException lost) {
    Set<TopicPartition> partitions = new HashSet<>(lost.partitions());
    partitions.retainAll(consumer.assignment());
    Map<TopicPartition, Long> starts = starts(partitions);
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    starts.forEach((partition, start) -> offsets.put(partition, new OffsetAndMetadata(start)));
    try {
      consumer.commitSync(offsets, COMMIT);
    } catch (RebalanceInProgressException | CommitFailedException again) {
      // The next poll joins the group again, and comes back here for what is ours then.
      return;
    }
    if (lost instanceof OffsetOutOfRangeException outOfRange) {
      outOfRange.offsetOutOfRangePartitions().forEach((at, from) -> report(at, from, starts));
    }
    starts.forEach(consumer::seek);
  }

  private Map<TopicPartition, Long> starts(Collection<TopicPartition> partitions) {
    String lower = policy.toLowerCase(Locale.ROOT);
    if (lower.equals(EARLIEST)) {
      return consumer.beginningOffsets(partitions);
    }
    Map<TopicPartition, Long> starts = new HashMap<>(consumer.endOffsets(partitions));
    if (lower.startsWith(BY_DURATION)) {
      Duration back = Duration.parse(policy.substring(BY_DURATION.length()));
      long since = System.currentTimeMillis() - back.toMillis();
      Map<TopicPartition, Long> times = new HashMap<>();
      partitions.forEach(partition -> times.put(partition, since));
      Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
      found.forEach(
          (partition, first) -> {
            if (first != null) {
              starts.put(partition, first.offset());
            }
          });
    }
    return starts;
  }

  private void report(TopicPartition partition, long from, Map<TopicPartition, Long> starts) {
    Long start = starts.get(partition);
    if (start != null) {
      receiver.report(
          "Cannot go on at offset %d of %s: Kafka does not have it, goes on at %d%s"
              .formatted(
                  from,
                  partition,
                  start,
                  start > from ? "; %d offsets are lost".formatted(start - from) : ""),
          null);
    }
  }
}
