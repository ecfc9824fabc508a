package dev.sluice.dstream;

import java.io.IOException;

/**
 * The writing of one partition of a batch: {@code isCommitted}, and unless it is, {@code write} for
 * each record, then {@code commit}; in any case {@code close}. Whatever throws fails the task.
 *
 * <p>Confined to the task's thread.
 *
 * @param <T> the records
 */
public interface OutputTransaction<T> extends AutoCloseable {
  /** Whether a transaction of the same {@link BatchId} has been committed, ever. */
  boolean isCommitted() throws Exception;

  /** Writes a record; nobody else sees it before the commit. */
  void write(T record) throws Exception;

  /**
   * Makes all records and the {@link BatchId} durable, in one step: whatever happens, either all of
   * it is there or nothing. Throws if a transaction of the same id was committed meanwhile.
   */
  void commit() throws Exception;

  /** Frees what the transaction holds; without a commit before it, nothing was written. */
  @Override
  void close() throws IOException;
}
