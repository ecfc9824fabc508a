package dev.sluice.kafka.group;

import dev.sluice.function.Tuple4;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far the records of each partition are in one attempt of a receiver, over all its consumers:
 * only what is acknowledged is committed, and only for the assignment that it was stored for: what
 * comes after that has ended is for nothing. What one consumer stores is acknowledged in the same
 * order. Thread-safe: guarded by its monitor.
 */
final class Progress {
  private final Map<TopicPartition, Deque<Assignment>> storing = new HashMap<>();

  synchronized void polled(Assignment assignment, int records, OffsetAndMetadata next) {
    assignment.poll(records, next);
  }

  synchronized void skipped(Assignment assignment) {
    assignment.skip();
  }

  /** A record is about to be stored; false if it must not be, as its partition is another's now. */
  synchronized boolean stores(Assignment assignment, long offset) {
    if (assignment.isReleased()) {
      return false;
    }
    if (assignment.isAcknowledged()) {
      storing
          .computeIfAbsent(assignment.partition(), partition -> new ArrayDeque<>())
          .add(assignment);
    }
    assignment.store(offset);
    return true;
  }

  synchronized void acknowledged(List<Tuple4<String, Integer, Long, Integer>> positions) {
    for (Tuple4<String, Integer, Long, Integer> position : positions) {
      Deque<Assignment> holders =
          storing.getOrDefault(Positions.partition(position), new ArrayDeque<>());
      Assignment holder = holderOf(position, holders);
      holder.acknowledge(Positions.behind(position));
      if (holder.isAcknowledged()) {
        holders.remove(holder);
      }
    }
    notifyAll();
  }

  /** The oldest that waits for the position; one that comes twice may be stored for two. */
  private static Assignment holderOf(
      Tuple4<String, Integer, Long, Integer> position, Deque<Assignment> holders) {
    for (Assignment each : holders) {
      if (each.awaits(position._3())) {
        return each;
      }
    }
    throw new IllegalStateException(
        "Cannot acknowledge offset %d of %s: it was not stored or is acknowledged"
            .formatted(position._3(), Positions.partition(position)));
  }

  /** Nothing more of these is stored, but for what is being stored now. */
  synchronized void release(Collection<Assignment> assignments) {
    assignments.forEach(Assignment::release);
  }

  /**
   * Waits until all is acknowledged that was stored of these.
   *
   * @return false if the time is up, the wait was given up, or the thread is interrupted
   */
  synchronized boolean awaitAcknowledged(
      Collection<Assignment> assignments, long timeoutMs, BooleanSupplier givenUp) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
    while (!assignments.stream().allMatch(Assignment::isAcknowledged)) {
      long leftMs = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (leftMs <= 0 || givenUp.getAsBoolean()) {
        return false;
      }
      try {
        wait(leftMs);
      } catch (InterruptedException interrupt) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  /** Has those that wait look whether they should give up. */
  synchronized void giveUpWaiting() {
    notifyAll();
  }

  /** What can be committed and was not. */
  synchronized Map<TopicPartition, OffsetAndMetadata> toCommit(Collection<Assignment> assignments) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (Assignment assignment : assignments) {
      @Nullable OffsetAndMetadata offset = assignment.toCommit();
      if (offset != null) {
        offsets.put(assignment.partition(), offset);
      }
    }
    return offsets;
  }

  synchronized void committed(
      Collection<Assignment> assignments, Map<TopicPartition, OffsetAndMetadata> offsets) {
    for (Assignment assignment : assignments) {
      OffsetAndMetadata offset = offsets.get(assignment.partition());
      if (offset != null) {
        assignment.committed(offset);
      }
    }
  }
}
