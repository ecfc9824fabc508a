package dev.sluice.kinesis;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import software.amazon.kinesis.exceptions.InvalidStateException;
import software.amazon.kinesis.exceptions.KinesisClientLibDependencyException;
import software.amazon.kinesis.exceptions.ShutdownException;
import software.amazon.kinesis.exceptions.ThrottlingException;
import software.amazon.kinesis.processor.RecordProcessorCheckpointer;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

/**
 * Checkpoints the shards of one attempt at an interval, and reports when a shard cannot be
 * checkpointed or nothing was heard of it for long. Thread-safe: checkpoints of a shard exclude
 * each other; the rest is confined to its thread.
 */
final class Checkpoints {
  private static final long STOP_MS = 5_000;
  private static final int MOST_SILENT_FAILURES = 5;
  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(10);

  private final Progress progress;
  private final KinesisReceiver<?> receiver;
  private final long intervalMs;
  private final long patienceNs;
  private final Thread thread;
  private final Map<String, Integer> failures = new HashMap<>();
  private final Map<ShardLease, Long> reportedNs = new HashMap<>();

  /** Checkpoints that have not begun. */
  Checkpoints(
      String name, Progress progress, KinesisSettings settings, KinesisReceiver<?> receiver) {
    this.progress = progress;
    this.receiver = receiver;
    this.intervalMs = settings.checkpointInterval().toMillis();
    this.patienceNs = PATIENCE_NS + 3 * settings.idleTimeBetweenReads().toNanos();
    this.thread = new Thread(this::run, name);
  }

  void start() {
    thread.start();
  }

  /** Waits for the last checkpoints, which follow the end of the progress, for a while. */
  void join() throws InterruptedException {
    thread.join(STOP_MS);
    thread.interrupt();
    thread.join();
  }

  private void run() {
    try {
      boolean last = false;
      while (!last) {
        progress.awaitEnd(intervalMs);
        last = progress.isOver();
        for (ShardLease lease : progress.held()) {
          checkpointOrReport(lease, last);
          reportSilence(lease);
        }
        reportedNs.keySet().retainAll(progress.held());
      }
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    } catch (Throwable failure) {
      receiver.fail("Cannot checkpoint what was received from Kinesis", failure);
    }
  }

  private void checkpointOrReport(ShardLease lease, boolean last) throws InterruptedException {
    try {
      checkpoint(lease);
      failures.remove(lease.shard());
    } catch (ThrottlingException | KinesisClientLibDependencyException | InvalidStateException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException("interrupted while a shard was checkpointed");
      }
      report(lease, last, e);
    }
  }

  /** The interval is when it is tried again, so few failures in a row are no news. */
  private void report(ShardLease lease, boolean last, Exception failure) {
    int inARow = failures.merge(lease.shard(), 1, Integer::sum);
    if (last || inARow % MOST_SILENT_FAILURES == 0) {
      receiver.report(
          "Cannot checkpoint %s: found %d failures in a row; records since the last checkpoint come"
                  .formatted(lease.shard(), inARow)
              + " again if the receiver starts again",
          failure);
    }
  }

  private void reportSilence(ShardLease lease) {
    long limitNs = reportedNs.getOrDefault(lease, patienceNs);
    long silentNs = lease.silentNs();
    if (silentNs < patienceNs) {
      reportedNs.remove(lease);
    } else if (silentNs > limitNs) {
      reportedNs.put(lease, 2 * silentNs);
      receiver.report(
          "Cannot read %s: heard nothing from Kinesis for %d s, trying on"
              .formatted(lease.shard(), TimeUnit.NANOSECONDS.toSeconds(silentNs)),
          null);
    }
  }

  /**
   * Checkpoints what is acknowledged of a shard; without effect if nothing is since the last time,
   * or if the lease is lost.
   *
   * @throws ThrottlingException to be tried again, as the others
   */
  void checkpoint(ShardLease lease) throws InvalidStateException {
    synchronized (lease) {
      ExtendedSequenceNumber number = progress.toCheckpoint(lease);
      RecordProcessorCheckpointer checkpointer = lease.checkpointer();
      if (number == null || checkpointer == null) {
        return;
      }
      try {
        checkpointer.checkpoint(number.sequenceNumber(), number.subSequenceNumber());
        progress.checkpointed(lease, number);
      } catch (ShutdownException lost) {
        progress.release(lease);
      }
    }
  }

  /**
   * Checkpoints the end of a shard, all of which is acknowledged; its children can be read then.
   */
  void checkpointEnd(ShardLease lease, RecordProcessorCheckpointer checkpointer)
      throws InvalidStateException {
    synchronized (lease) {
      try {
        checkpointer.checkpoint();
      } catch (ShutdownException lost) {
        progress.release(lease);
      }
      progress.release(lease);
    }
  }
}
