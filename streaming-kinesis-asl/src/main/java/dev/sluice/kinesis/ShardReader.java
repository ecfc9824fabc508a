package dev.sluice.kinesis;

import dev.sluice.receiver.ReceiverStoppedException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.kinesis.exceptions.InvalidStateException;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ProcessRecordsInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.processor.ShardRecordProcessor;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

/**
 * Stores the records of one shard, waiting as long as the core wants; the client library renews the
 * lease meanwhile. It throws nothing while it takes records: the library would pass them over.
 * Confined to one thread of the library at a time.
 */
final class ShardReader<T> implements ShardRecordProcessor {
  /** The library gives a lease away by force a little later. */
  private static final long HAND_OVER_MS = 20_000;

  private static final long FOR_EVER_MS = TimeUnit.DAYS.toMillis(36_500);

  private final String stream;
  private final Progress progress;
  private final Checkpoints checkpoints;
  private final KinesisReceiver<T> receiver;
  private @Nullable ShardLease lease;
  private boolean reported;

  ShardReader(
      String stream, Progress progress, Checkpoints checkpoints, KinesisReceiver<T> receiver) {
    this.stream = stream;
    this.progress = progress;
    this.checkpoints = checkpoints;
    this.receiver = receiver;
  }

  @Override
  public void initialize(InitializationInput input) {
    lease = progress.take(input.shardId());
  }

  @Override
  public void processRecords(ProcessRecordsInput input) {
    ShardLease held = held();
    held.hears(input.checkpointer());
    try {
      for (KinesisClientRecord record : input.records()) {
        take(held, record);
      }
      held.hasStored();
    } catch (ReceiverStoppedException end) {
      progress.refuse();
    } catch (InterruptedException interrupt) {
      progress.refuse();
      Thread.currentThread().interrupt();
    } catch (Throwable failure) {
      progress.refuse();
      receiver.fail("Cannot store what came from Kinesis", failure);
    }
  }

  private void take(ShardLease held, KinesisClientRecord read) throws InterruptedException {
    var number = Positions.number(read);
    T record = handleOrSkip(held, read);
    if (record == null) {
      progress.skipped(held, number);
    } else if (progress.stores(held, number)) {
      receiver.store(record, Positions.of(stream, held.shard(), number));
    }
  }

  private @Nullable T handleOrSkip(ShardLease held, KinesisClientRecord read)
      throws InterruptedException {
    try {
      return receiver.handle(read);
    } catch (InterruptedException interrupt) {
      throw interrupt;
    } catch (Exception failure) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException("interrupted while a record was handled");
      }
      receiver.countUndecodable();
      report(held, read, failure);
      return null;
    }
  }

  /** Reports the first of a shard; texts of the failure may have the record in them. */
  private void report(ShardLease held, KinesisClientRecord read, Exception failure) {
    if (!reported) {
      reported = true;
      receiver.report(
          "Left out a record on which the message handler fails: %s of %s, found %s; more of this"
                  .formatted(Positions.number(read), held.shard(), failure.getClass().getName())
              + " shard are only counted",
          null);
    }
  }

  @Override
  public void leaseLost(LeaseLostInput input) {
    progress.release(held());
  }

  @Override
  public void shardEnded(ShardEndedInput input) {
    ShardLease held = held();
    ending(
        () -> {
          if (progress.awaitAcknowledged(held, FOR_EVER_MS)) {
            checkpoints.checkpointEnd(held, input.checkpointer());
          }
        });
  }

  @Override
  public void shutdownRequested(ShutdownRequestedInput input) {
    ShardLease held = held();
    ending(
        () -> {
          boolean unused = progress.awaitAcknowledged(held, HAND_OVER_MS);
          checkpoints.checkpoint(held);
          progress.release(held);
        });
  }

  /** What is done with the last checkpoint of a lease. */
  private interface Ending {
    void run() throws InterruptedException, InvalidStateException;
  }

  /** What fails here is tried again by the library, or by the next who has the lease. */
  private void ending(Ending ending) {
    try {
      ending.run();
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    } catch (InvalidStateException failure) {
      throw new IllegalStateException(
          "Cannot checkpoint %s: the table of leases is not as it should be"
              .formatted(held().shard()),
          failure);
    }
  }

  private ShardLease held() {
    ShardLease current = lease;
    if (current == null) {
      throw new IllegalStateException("Cannot read a shard: its reader was not initialized");
    }
    return current;
  }
}
