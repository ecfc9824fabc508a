package dev.sluice.kafka;

import dev.sluice.kafka.client.Bounds;
import dev.sluice.kafka.client.KeptClients;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a range of offsets. The range ends where it does, however many records it has: there are
 * gaps. Confined to the task's thread.
 */
final class RangeRecords<K, V> implements Iterator<ConsumerRecord<K, V>>, AutoCloseable {
  /** What streams keep between tasks. */
  static final KeptClients<TopicPartition, PartitionConsumer<?, ?>> CONSUMERS = new KeptClients<>();

  private static final Logger LOG = LoggerFactory.getLogger(RangeRecords.class);

  private final OffsetRange range;
  private final Reading<K, V> reading;
  private final PartitionConsumer<K, V> consumer;
  private @Nullable ConsumerRecord<K, V> ahead;
  private boolean begun;
  private boolean ended;
  private boolean failed;
  private boolean closed;

  private RangeRecords(OffsetRange range, Reading<K, V> reading, PartitionConsumer<K, V> consumer) {
    this.range = range;
    this.reading = reading;
    this.consumer = consumer;
  }

  /**
   * Begins to read.
   *
   * @param usesKept whether a consumer that was kept may be used
   */
  @SuppressWarnings("unchecked") // the consumers of an owner are all of its types
  static <K, V> RangeRecords<K, V> open(
      OffsetRange range, Reading<K, V> reading, boolean usesKept) {
    TopicPartition partition = range.topicPartition();
    PartitionConsumer<?, ?> consumer =
        CONSUMERS.take(
            reading.owner(),
            partition,
            usesKept,
            () -> new PartitionConsumer<>(reading.consumer(partition), partition));
    return new RangeRecords<>(range, reading, (PartitionConsumer<K, V>) consumer);
  }

  @Override
  public boolean hasNext() {
    if (ahead == null && !ended) {
      failed = true;
      ahead = read();
      failed = false;
      ended = ahead == null;
    }
    return ahead != null;
  }

  private @Nullable ConsumerRecord<K, V> read() {
    if (!begun) {
      begun = true;
      consumer.seek(range.fromOffset());
    }
    while (true) {
      try {
        return consumer.next(range.untilOffset(), reading.pollTimeout());
      } catch (OffsetOutOfRangeException gone) {
        skip(gone);
      }
    }
  }

  private void skip(OffsetOutOfRangeException gone) {
    long asked = consumer.position();
    Bounds available = consumer.bounds();
    long next = Math.min(Math.max(asked, available.earliest()), range.untilOffset());
    boolean isBeyond = asked > available.end();
    String problem =
        "Cannot read %s from offset %d: %d of its offsets are lost, %s, found offsets %s"
            .formatted(
                range,
                asked,
                isBeyond ? range.untilOffset() - asked : next - asked,
                isBeyond
                    ? "because the partition ends before them"
                    : "because they were deleted or expired",
                available.available());
    if (reading.outOfRange() == OutOfRange.FAIL || (!isBeyond && next == asked)) {
      RecordsLostException failure = new RecordsLostException(problem);
      failure.initCause(gone);
      throw failure;
    }
    LOG.warn(problem);
    consumer.seek(isBeyond ? range.untilOffset() : next);
  }

  @Override
  public ConsumerRecord<K, V> next() {
    if (!hasNext() || ahead == null) {
      throw new NoSuchElementException("Cannot read more of " + range + ": it has ended");
    }
    ConsumerRecord<K, V> record = ahead;
    ahead = null;
    return record;
  }

  /** Gives the consumer back, if it is as it should be. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      int capacity = failed ? 0 : reading.kept();
      CONSUMERS.giveBack(reading.owner(), range.topicPartition(), consumer, capacity);
    }
  }
}
