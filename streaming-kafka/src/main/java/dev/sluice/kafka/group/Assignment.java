package dev.sluice.kafka.group;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A partition while a consumer has it, from when it was assigned until it was revoked or lost.
 * Guarded by the monitor of {@link Progress}.
 */
final class Assignment {
  private final TopicPartition partition;
  private final Deque<Long> storing = new ArrayDeque<>();
  private boolean released;
  private long waiting;
  private @Nullable OffsetAndMetadata polled;
  private @Nullable OffsetAndMetadata safe;
  private @Nullable OffsetAndMetadata committed;

  Assignment(TopicPartition partition) {
    this.partition = partition;
  }

  TopicPartition partition() {
    return partition;
  }

  /** So many records were polled; what comes next is at an offset. */
  void poll(int records, OffsetAndMetadata next) {
    waiting += records;
    polled = next;
  }

  /** A record that was polled is left out, for good. */
  void skip() {
    waiting--;
  }

  /** The record at an offset, which was polled, is about to be stored. */
  void store(long offset) {
    waiting--;
    storing.add(offset);
  }

  /** Whether the record at an offset is the next to be acknowledged. */
  boolean awaits(long offset) {
    Long next = storing.peek();
    return next != null && next == offset;
  }

  /** The record that was next is acknowledged. */
  void acknowledge(OffsetAndMetadata behind) {
    storing.remove();
    safe = behind;
  }

  /** Whether all is acknowledged that was stored. */
  boolean isAcknowledged() {
    return storing.isEmpty();
  }

  void release() {
    released = true;
  }

  boolean isReleased() {
    return released;
  }

  /** Up to where a commit loses nothing and has not been made yet; null if there is nothing new. */
  @Nullable OffsetAndMetadata toCommit() {
    OffsetAndMetadata reached = waiting == 0 && isAcknowledged() ? polled : safe;
    return reached == null || reached.equals(committed) ? null : reached;
  }

  /** That was committed. */
  void committed(OffsetAndMetadata offset) {
    committed = offset;
  }
}
