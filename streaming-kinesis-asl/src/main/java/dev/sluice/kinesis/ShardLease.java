package dev.sluice.kinesis;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import software.amazon.kinesis.processor.RecordProcessorCheckpointer;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

/**
 * A shard while a worker has it, from when the lease was taken until it was lost, given away or the
 * shard ended. Guarded by the monitor of {@link Progress}, but for what is volatile.
 */
final class ShardLease {
  private final String shard;
  private final Deque<Received> waiting = new ArrayDeque<>();
  private volatile @Nullable RecordProcessorCheckpointer checkpointer;
  private volatile long heardNs = System.nanoTime();
  private volatile boolean storing;
  private boolean released;
  private @Nullable ExtendedSequenceNumber done;
  private @Nullable ExtendedSequenceNumber checkpointed;

  ShardLease(String shard) {
    this.shard = shard;
  }

  /** A record that is not acknowledged, or one that was left out behind such. */
  private record Received(ExtendedSequenceNumber number, boolean isStored) {}

  String shard() {
    return shard;
  }

  /** What checkpoints this shard; null as long as nothing was read. */
  @Nullable RecordProcessorCheckpointer checkpointer() {
    return checkpointer;
  }

  /** Kinesis has answered; what came is about to be stored. */
  void hears(RecordProcessorCheckpointer current) {
    checkpointer = current;
    heardNs = System.nanoTime();
    storing = true;
  }

  /** What came is stored. */
  void hasStored() {
    heardNs = System.nanoTime();
    storing = false;
  }

  /** For how long Kinesis was waited for. */
  long silentNs() {
    return storing ? 0 : System.nanoTime() - heardNs;
  }

  /** The record of a number is about to be stored. */
  void store(ExtendedSequenceNumber number) {
    waiting.add(new Received(number, true));
  }

  /** The record of a number is left out, for good. */
  void skip(ExtendedSequenceNumber number) {
    waiting.add(new Received(number, false));
    passLeftOut();
  }

  /** Whether the record of a number is the next to be acknowledged. */
  boolean awaits(ExtendedSequenceNumber number) {
    Received next = waiting.peek();
    return next != null && next.number().equals(number);
  }

  /** The next record is acknowledged. */
  void acknowledge() {
    done = waiting.remove().number();
    passLeftOut();
  }

  private void passLeftOut() {
    Received next = waiting.peek();
    while (next != null && !next.isStored()) {
      done = waiting.remove().number();
      next = waiting.peek();
    }
  }

  boolean isAcknowledged() {
    return waiting.isEmpty();
  }

  void release() {
    released = true;
  }

  boolean isReleased() {
    return released;
  }

  /** How far this can be checkpointed; null if it is, or must not be any more. */
  @Nullable ExtendedSequenceNumber toCheckpoint() {
    ExtendedSequenceNumber before = checkpointed;
    if (released || done == null || (before != null && done.compareTo(before) <= 0)) {
      return null;
    }
    return done;
  }

  /** That was checkpointed. */
  void checkpointed(ExtendedSequenceNumber number) {
    checkpointed = number;
  }
}
