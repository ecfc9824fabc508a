package dev.sluice.dstream;

import dev.sluice.rdd.TaskContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/**
 * What a guarded function makes of a partition, without the records it fails on: of such a record
 * comes nothing, even if the function made something of it before it failed. Confined to the task's
 * thread.
 */
final class GuardedRecords<T, U> implements Iterator<U> {
  private final Guard<T, U> guard;
  private final TaskContext context;
  private final Iterator<T> records;
  private final List<U> results = new ArrayList<>();
  private int next;
  private long ordinal;
  private long failed;
  private long failedBytes;

  GuardedRecords(Guard<T, U> guard, TaskContext context, Iterator<T> records) {
    this.guard = guard;
    this.context = context;
    this.records = records;
  }

  @Override
  public boolean hasNext() {
    while (next == results.size()) {
      if (!records.hasNext()) {
        return false;
      }
      attempt(records.next());
    }
    return true;
  }

  @Override
  public U next() {
    if (!hasNext()) {
      throw new NoSuchElementException("Cannot read a record: the partition has no more");
    }
    return results.get(next++);
  }

  @Override
  public void forEachRemaining(Consumer<? super U> action) {
    hand(action);
    records.forEachRemaining(
        record -> {
          attempt(record);
          hand(action);
        });
  }

  private void hand(Consumer<? super U> action) {
    while (next < results.size()) {
      action.accept(results.get(next++));
    }
  }

  private void attempt(T record) {
    results.clear();
    next = 0;
    try {
      guard.function().call(record, results);
    } catch (Exception | StackOverflowError thrown) {
      results.clear();
      requireGoOn(thrown);
      report(record, thrown);
    }
    ordinal++;
  }

  /** An exception that comes of an interrupt says nothing of the record. */
  private void requireGoOn(Throwable thrown) {
    boolean interrupted = thrown instanceof InterruptedException;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (interrupted || context.isCancelled() || Thread.currentThread().isInterrupted()) {
      throw new OperatorException(
          "Cannot go on with the records of %s: the task was interrupted"
              .formatted(guard.dataset().description()),
          thrown);
    }
  }

  private void report(T record, Throwable thrown) {
    FailedRecord report = guard.failed(context.partition(), ordinal, record, thrown);
    failed++;
    failedBytes += report.bytes();
    guard.dataset().require(failed, failedBytes, thrown);
    guard.failures().add(report);
  }
}
