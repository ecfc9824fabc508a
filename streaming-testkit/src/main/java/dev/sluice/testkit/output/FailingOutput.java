package dev.sluice.testkit.output;

import dev.sluice.dstream.BatchId;
import dev.sluice.dstream.OutputTransaction;
import dev.sluice.dstream.TransactionalOutput;
import dev.sluice.time.Time;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An output whose first commits fail, so that a test sees whether a program that tries again, or is
 * started again, has each record once. The failure is an {@link IOException} that says that the
 * network is away. Thread-safe: what is left of the failures is counted atomically.
 *
 * @param <T> the records
 */
public final class FailingOutput<T> implements TransactionalOutput<T> {
  private static final long serialVersionUID = 1L;

  private final TransactionalOutput<T> output;
  private final Moment moment;
  private final AtomicInteger failuresLeft;

  private FailingOutput(TransactionalOutput<T> output, Moment moment, int failures) {
    this.output = output;
    this.moment = moment;
    this.failuresLeft = new AtomicInteger(failures);
  }

  /** When a commit fails. */
  public enum Moment {
    /** Nothing is committed. */
    BEFORE_COMMIT,
    /** All is committed, and who committed does not know. */
    AFTER_COMMIT
  }

  /** An output like another, whose first so many commits fail. */
  public static <T> FailingOutput<T> of(
      TransactionalOutput<T> output, Moment moment, int failures) {
    return new FailingOutput<>(output, moment, failures);
  }

  /** Whether there was a commit after all those that failed. */
  public boolean hasRecovered() {
    return failuresLeft.get() < 0;
  }

  @Override
  public OutputTransaction<T> begin(BatchId batch) throws Exception {
    return new FailingTransaction(output.begin(batch));
  }

  @Override
  public void forget(String application, String name, Time upTo) throws Exception {
    output.forget(application, name, upTo);
  }

  @Override
  public void stop() throws Exception {
    output.stop();
  }

  /** One try. Confined to the task's thread. */
  private final class FailingTransaction implements OutputTransaction<T> {
    private final OutputTransaction<T> transaction;

    private FailingTransaction(OutputTransaction<T> transaction) {
      this.transaction = transaction;
    }

    @Override
    public boolean isCommitted() throws Exception {
      return transaction.isCommitted();
    }

    @Override
    public void write(T record) throws Exception {
      transaction.write(record);
    }

    @Override
    public void commit() throws Exception {
      if (moment == Moment.BEFORE_COMMIT) {
        fail();
      }
      transaction.commit();
      if (moment == Moment.AFTER_COMMIT) {
        fail();
      }
    }

    private void fail() throws IOException {
      if (failuresLeft.getAndDecrement() > 0) {
        throw new IOException("Cannot commit: the network is away");
      }
    }

    @Override
    public void close() throws IOException {
      transaction.close();
    }
  }
}
