package dev.sluice.dstream;

import dev.sluice.rdd.PartitionFunction;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.Records;
import dev.sluice.rdd.TaskContext;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Writes the batches of one output operation to an output that remembers them, and now and then has
 * it forget those that cannot run again. Thread-safe: the time of the last forgetting is atomic.
 */
final class BatchWriter<T> {
  private static final Duration BETWEEN_FORGETTING = Duration.ofMinutes(1);

  private final TransactionalOutput<? super T> output;
  private final Supplier<Time> over;
  private final AtomicLong forgottenMs = new AtomicLong();

  /**
   * A writer of no batch yet.
   *
   * @param over the last batch of those that are over for good
   */
  BatchWriter(TransactionalOutput<? super T> output, Supplier<Time> over) {
    this.output = output;
    this.over = over;
  }

  void write(RDD<T> rdd, BatchId batch) throws Exception {
    rdd.context().runJob(rdd, new Writing<>(output, batch, rdd.plan().partitions()));
    forget(batch);
  }

  private void forget(BatchId batch) throws Exception {
    Time upTo = over.get();
    long before = forgottenMs.get();
    boolean due = upTo.milliseconds() - before >= BETWEEN_FORGETTING.toMillis();
    if (due && forgottenMs.compareAndSet(before, upTo.milliseconds())) {
      output.forget(batch.application(), batch.output(), upTo);
    }
  }

  /** Writes the partitions that are not written yet. Immutable. */
  record Writing<T>(TransactionalOutput<? super T> output, BatchId batch, int partitions)
      implements PartitionFunction<T, Boolean> {
    /** Returns whether something was written. */
    @Override
    public Boolean call(TaskContext context, Records<T> records) throws Exception {
      BatchId part = batch.part(context.partition(), partitions);
      try (PartitionWriter<T> writer = new PartitionWriter<>(output, part)) {
        records.forEachWhile(writer::write);
        return writer.commit();
      }
    }
  }
}
