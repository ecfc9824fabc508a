package dev.sluice.dstream;

import dev.sluice.io.Bytes;
import dev.sluice.quarantine.QuarantinedRecord;
import dev.sluice.quarantine.QuarantinedRecord.Thrown;
import dev.sluice.rdd.EmptyPreserving;
import dev.sluice.rdd.MergingAccumulator;
import dev.sluice.rdd.Records;
import dev.sluice.rdd.TaskContext;
import java.util.Iterator;
import java.util.List;

/**
 * Applies a user's function to the records of partitions, and reports those it fails on. Immutable.
 *
 * @param keeps whether failed records are kept, or only counted
 */
record Guard<T, U>(
    GuardedDataset dataset,
    boolean keeps,
    RecordFunction<T, U> function,
    MergingAccumulator<FailedRecord, FailedRecords> failures)
    implements EmptyPreserving<U> {
  @Override
  public Iterator<U> call(TaskContext context, List<Records<?>> parents) throws Exception {
    return new GuardedRecords<>(this, context, Inputs.<T>records(parents, 0).iterator());
  }

  FailedRecord failed(int partition, long ordinal, T record, Throwable thrown) {
    return new FailedRecord(
        partition, ordinal, thrown, keeps ? encode(partition, ordinal, record, thrown) : null);
  }

  private Bytes encode(int partition, long ordinal, T record, Throwable thrown) {
    try {
      return new QuarantinedRecord(
              dataset.operator(),
              dataset.time(),
              partition,
              ordinal,
              Origin.position(record).orElse("partition " + partition + ", record " + ordinal),
              Origin.bytes(record),
              Thrown.of(thrown),
              QuarantinedRecord.serialize(record))
          .encode();
    } catch (RuntimeException unkeepable) {
      unkeepable.addSuppressed(thrown);
      throw new IllegalStateException(
          "Cannot keep a record that failed in %s: it cannot be written, found %s, expected one that can be serialized"
              .formatted(dataset.description(), unkeepable.getClass().getName()),
          unkeepable);
    }
  }
}
