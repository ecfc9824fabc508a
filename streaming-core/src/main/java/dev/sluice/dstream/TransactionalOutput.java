package dev.sluice.dstream;

import dev.sluice.time.Time;
import java.io.Serializable;

/**
 * Where {@link DStreamOutputs#saveTo} writes each batch once, although a batch may run several
 * times: after a task was tried again, or after a crash between the commit and the record in the
 * ledger that the output is done.
 *
 * <p>Immutable: begun by many tasks at once, each on its own thread, maybe in other processes, to
 * which it is shipped by serialization.
 *
 * @param <T> the records
 */
@FunctionalInterface
public interface TransactionalOutput<T> extends Serializable {
  /**
   * Begins to write a partition. Several may be begun at once, even for the same partition if a
   * task was given up but lives on; at most one of these may commit.
   *
   * @throws Exception fails the task, which may be tried again
   */
  OutputTransaction<T> begin(BatchId batch) throws Exception;

  /**
   * What is remembered of old batches is no longer needed: they will not be written again. Called
   * now and then, in the driver, after a later batch was written.
   *
   * @param upTo the last of these batches
   * @throws Exception fails the output operation
   */
  default void forget(String application, String output, Time upTo) throws Exception {}

  /**
   * The program has ended: what the output keeps in this process between transactions, such as
   * connections, is closed. Called in the driver, once for each {@link DStreamOutputs#saveTo};
   * tasks that were given up may still run. Without effect on what is written.
   *
   * @throws Exception fails the program
   */
  default void stop() throws Exception {}
}
