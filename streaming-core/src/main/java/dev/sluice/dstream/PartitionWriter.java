package dev.sluice.dstream;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes the records of a partition in one transaction, which begins with the first. Confined to
 * the task's thread.
 */
final class PartitionWriter<T> implements AutoCloseable {
  private final TransactionalOutput<? super T> output;
  private final BatchId batch;
  private @Nullable OutputTransaction<? super T> transaction;

  PartitionWriter(TransactionalOutput<? super T> output, BatchId batch) {
    this.output = output;
    this.batch = batch;
  }

  /** Writes a record; returns false if the output has the partition already. */
  boolean write(T record) throws Exception {
    OutputTransaction<? super T> current = transaction;
    if (current == null) {
      current = output.begin(batch);
      transaction = current;
      if (current.isCommitted()) {
        close();
        return false;
      }
    }
    current.write(record);
    return true;
  }

  /** Commits what was written; returns false if that is nothing. */
  boolean commit() throws Exception {
    if (transaction == null) {
      return false;
    }
    transaction.commit();
    return true;
  }

  @Override
  public void close() throws IOException {
    OutputTransaction<? super T> current = transaction;
    transaction = null;
    if (current != null) {
      current.close();
    }
  }
}
