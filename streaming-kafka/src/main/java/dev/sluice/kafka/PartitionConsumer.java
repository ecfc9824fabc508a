package dev.sluice.kafka;

import static java.util.Objects.requireNonNull;

import dev.sluice.kafka.client.Bounds;
import dev.sluice.kafka.client.Headers;
import dev.sluice.kafka.client.KeptClients;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one partition, range after range; what the client fetched ahead serves the next range.
 * Confined to one task at a time.
 */
final class PartitionConsumer<K, V> implements KeptClients.Client {
  private static final Duration LONGEST_POLL = Duration.ofSeconds(1);
  private static final long NOWHERE = -1;

  private final Consumer<K, V> consumer;
  private final TopicPartition partition;
  private List<ConsumerRecord<K, V>> polled = List.of();
  private int next;
  private long position = NOWHERE;

  PartitionConsumer(Consumer<K, V> consumer, TopicPartition partition) {
    this.consumer = consumer;
    this.partition = partition;
    consumer.assign(Set.of(partition));
  }

  /** The offset that is read next, or the one after a gap that was passed. */
  long position() {
    return position;
  }

  /** Reads on from an offset; costs nothing if the last range ended there. */
  void seek(long offset) {
    if (offset != position) {
      polled = List.of();
      next = 0;
      position = offset;
      consumer.seek(partition, offset);
    }
  }

  /**
   * The next record before an offset; null if there is none.
   *
   * @param patience how long to wait for a record or a gap to pass
   * @throws TimeoutException if it is longer than that
   * @throws org.apache.kafka.clients.consumer.OffsetOutOfRangeException if the broker does not have
   *     the offset that is read next
   */
  @Nullable ConsumerRecord<K, V> next(long until, Duration patience) {
    long begunNanos = System.nanoTime();
    while (next == polled.size()) {
      long reached = consumer.position(partition);
      if (reached > position) {
        begunNanos = System.nanoTime();
        position = reached;
      }
      if (position >= until) {
        position = until;
        return null;
      }
      Duration left = patience.minusNanos(System.nanoTime() - begunNanos);
      if (left.isNegative()) {
        throw new TimeoutException(
            "Cannot read %s until offset %d: found nothing at offset %d for %d ms, expected records or the end"
                .formatted(partition, until, position, patience.toMillis()));
      }
      polled = consumer.poll(shorter(left, LONGEST_POLL)).records(partition);
      next = 0;
    }
    return take(until);
  }

  private @Nullable ConsumerRecord<K, V> take(long until) {
    ConsumerRecord<K, V> record = polled.get(next);
    if (record.offset() >= until) {
      position = until;
      return null;
    }
    next++;
    position = record.offset() + 1;
    Headers.decode(record);
    return record;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Which offsets the broker has. */
  Bounds bounds() {
    long earliest = requireNonNull(consumer.beginningOffsets(Set.of(partition)).get(partition));
    long end = requireNonNull(consumer.endOffsets(Set.of(partition)).get(partition));
    return new Bounds(earliest, end, end);
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }
}
