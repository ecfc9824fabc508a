package dev.sluice.recovery;

import dev.sluice.dstream.BatchId;
import dev.sluice.dstream.OutputTransaction;
import dev.sluice.dstream.TransactionalOutput;
import dev.sluice.time.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** An output that takes its time, before it commits or after. Immutable. */
record PacedOutput<T>(TransactionalOutput<T> output, SinkPace pace, Duration interval)
    implements TransactionalOutput<T> {
  @Override
  public OutputTransaction<T> begin(BatchId batch) throws Exception {
    OutputTransaction<T> transaction = output.begin(batch);
    return new OutputTransaction<>() {
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
        boolean before = ThreadLocalRandom.current().nextBoolean();
        if (before) {
          pace.pass(interval);
        }
        transaction.commit();
        if (!before) {
          pace.pass(interval);
        }
      }

      @Override
      public void close() throws IOException {
        transaction.close();
      }
    };
  }

  @Override
  public void forget(String application, String name, Time upTo) throws Exception {
    output.forget(application, name, upTo);
  }

  @Override
  public void stop() throws Exception {
    output.stop();
  }
}
