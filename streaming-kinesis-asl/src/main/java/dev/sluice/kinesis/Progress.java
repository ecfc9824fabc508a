package dev.sluice.kinesis;

import dev.sluice.function.Tuple4;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

/**
 * How far each shard is in one attempt of a receiver: only what is acknowledged is checkpointed,
 * and only for the lease under which it was stored. The records of a shard are stored by one thread
 * at a time, so they are acknowledged in the order in which they were stored. Thread-safe: guarded
 * by its monitor.
 */
final class Progress {
  private final Map<String, Deque<ShardLease>> storing = new HashMap<>();
  private final Set<ShardLease> held = new LinkedHashSet<>();
  private boolean refusing;
  private boolean over;

  /** The lease of a shard was taken. */
  synchronized ShardLease take(String shard) {
    ShardLease lease = new ShardLease(shard);
    held.add(lease);
    return lease;
  }

  /** The leases that are held. */
  synchronized List<ShardLease> held() {
    return List.copyOf(held);
  }

  /** A record is about to be stored; false if it must not be, as its attempt or lease is over. */
  synchronized boolean stores(ShardLease lease, ExtendedSequenceNumber number) {
    if (refusing || lease.isReleased()) {
      return false;
    }
    if (lease.isAcknowledged()) {
      storing.computeIfAbsent(lease.shard(), shard -> new ArrayDeque<>()).add(lease);
    }
    lease.store(number);
    return true;
  }

  /** A record is left out; without effect where none before it may be stored any more. */
  synchronized void skipped(ShardLease lease, ExtendedSequenceNumber number) {
    if (!refusing && !lease.isReleased()) {
      lease.skip(number);
    }
  }

  synchronized void acknowledged(List<Tuple4<String, String, String, Long>> positions) {
    for (Tuple4<String, String, String, Long> position : positions) {
      String shard = Positions.shard(position);
      Deque<ShardLease> holders = storing.getOrDefault(shard, new ArrayDeque<>());
      ShardLease holder = holderOf(position, holders);
      holder.acknowledge();
      if (holder.isAcknowledged()) {
        holders.remove(holder);
      }
      if (holders.isEmpty()) {
        storing.remove(shard);
      }
    }
    notifyAll();
  }

  /** The oldest that waits for the position; one that comes twice may be stored for two. */
  private static ShardLease holderOf(
      Tuple4<String, String, String, Long> position, Deque<ShardLease> holders) {
    ExtendedSequenceNumber number = Positions.number(position);
    for (ShardLease each : holders) {
      if (each.awaits(number)) {
        return each;
      }
    }
    throw new IllegalStateException(
        "Cannot acknowledge sequence number %s of %s: it was not stored or is acknowledged"
            .formatted(number, Positions.shard(position)));
  }

  /**
   * Waits until all that was stored under a lease is acknowledged.
   *
   * @return false if the time or the attempt is over before
   */
  synchronized boolean awaitAcknowledged(ShardLease lease, long timeoutMs)
      throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
    while (!over && !lease.isAcknowledged()) {
      long leftMs = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (leftMs <= 0) {
        return false;
      }
      wait(leftMs);
    }
    return lease.isAcknowledged();
  }

  /** Nothing more is stored or checkpointed under this lease. */
  synchronized void release(ShardLease lease) {
    lease.release();
    held.remove(lease);
  }

  /** Nothing more is stored; what is may still be acknowledged. */
  synchronized void refuse() {
    refusing = true;
  }

  /** Nothing more is stored or acknowledged, and nobody waits any more. */
  synchronized void end() {
    refusing = true;
    over = true;
    notifyAll();
  }

  synchronized boolean isOver() {
    return over;
  }

  synchronized @Nullable ExtendedSequenceNumber toCheckpoint(ShardLease lease) {
    return lease.toCheckpoint();
  }

  synchronized void checkpointed(ShardLease lease, ExtendedSequenceNumber number) {
    lease.checkpointed(number);
  }

  /** Waits for so long, or until the attempt is over. */
  synchronized void awaitEnd(long timeoutMs) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
    long leftMs = timeoutMs;
    while (!over && leftMs > 0) {
      wait(leftMs);
      leftMs = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    }
  }
}
