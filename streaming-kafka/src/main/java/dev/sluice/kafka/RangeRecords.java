package dev.sluice.kafka;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a range of offsets. The range ends where it does, however many records it has: there are
 * gaps. Confined to the task's thread.
 */
final class RangeRecords<K, V> implements Iterator<ConsumerRecord<K, V>>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RangeRecords.class);

  private final OffsetRange range;
  private final Reading<K, V> reading;
  private final ConsumerPool.Borrowed<K, V> borrowed;
  private final PartitionConsumer<K, V> consumer;
  private @Nullable ConsumerRecord<K, V> ahead;
  private boolean begun;
  private boolean ended;
  private boolean failed;

  private RangeRecords(
      OffsetRange range, Reading<K, V> reading, ConsumerPool.Borrowed<K, V> borrowed) {
    this.range = range;
    this.reading = reading;
    this.borrowed = borrowed;
    this.consumer = borrowed.consumer();
  }

  /**
   * Begins to read.
   *
   * @param usesKept whether a consumer that was kept may be used
   */
  static <K, V> RangeRecords<K, V> open(
      OffsetRange range, Reading<K, V> reading, boolean usesKept) {
    ConsumerPool.Borrowed<K, V> borrowed =
        ConsumerPool.OF_PROCESS.take(range.topicPartition(), reading, usesKept);
    return new RangeRecords<>(range, reading, borrowed);
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
    borrowed.giveBack(!failed);
  }
}
