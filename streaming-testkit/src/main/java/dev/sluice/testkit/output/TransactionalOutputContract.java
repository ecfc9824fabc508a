package dev.sluice.testkit.output;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.dstream.BatchId;
import dev.sluice.dstream.OutputTransaction;
import dev.sluice.dstream.TransactionalOutput;
import dev.sluice.time.Time;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * The suite that an output must pass to write each batch once. Each test begins with a place where
 * nothing is written yet.
 *
 * <pre>{@code
 * class MyOutputTest extends TransactionalOutputContract<String> {
 *   private final MyDatabase database = MyDatabase.empty();
 *
 *   @Override
 *   protected TransactionalOutput<String> output() {
 *     return new MyOutput(database.address());
 *   }
 *
 *   @Override
 *   protected String record(int number) {
 *     return "record " + number;
 *   }
 *
 *   @Override
 *   protected List<String> written() {
 *     return database.readAll();
 *   }
 * }
 * }</pre>
 *
 * @param <T> the records
 */
public abstract class TransactionalOutputContract<T> {
  private static final int MANY = 2500;
  private static final BatchId BATCH = new BatchId("app", "out", new Time(1000), 0, 2);

  private final Queue<TransactionalOutput<T>> opened = new ConcurrentLinkedQueue<>();

  /** For subclasses. */
  protected TransactionalOutputContract() {}

  /** An output to the place of this test, a new one with each call. */
  protected abstract TransactionalOutput<T> output();

  /** A record that differs from those of other numbers. */
  protected abstract T record(int number);

  /** What a reader sees at the place of this test, in any order. */
  protected abstract List<T> written() throws Exception;

  /** An output that is stopped after the test. */
  private TransactionalOutput<T> opened() {
    TransactionalOutput<T> output = output();
    opened.add(output);
    return output;
  }

  /** Lets outputs close what they keep. */
  @AfterEach
  public void stopOutputs() throws Exception {
    for (TransactionalOutput<T> output : opened) {
      output.stop();
    }
  }

  /** What is committed can be read, all of it. */
  @Test
  public void what_is_committed_is_there() throws Exception {
    write(opened(), BATCH, IntStream.range(0, MANY).toArray());

    assertWritten(IntStream.range(0, MANY).toArray());
  }

  /** A transaction without records can be committed and is remembered. */
  @Test
  public void a_commit_of_nothing_is_remembered() throws Exception {
    write(opened(), BATCH);

    assertTrue(isCommitted(opened(), BATCH), "a commit without records was forgotten");
    assertWritten();
  }

  /** What is committed is remembered by the batch and its partition, also by a new output. */
  @Test
  public void what_is_committed_is_remembered() throws Exception {
    TransactionalOutput<T> output = opened();
    write(output, BATCH, 1);

    assertTrue(isCommitted(output, BATCH), "the output forgot what it committed");
    assertTrue(isCommitted(opened(), BATCH), "a new output does not know what was committed");
  }

  /** What is closed without a commit is neither there nor remembered, and can be written again. */
  @Test
  public void what_is_not_committed_is_not_there() throws Exception {
    try (OutputTransaction<T> transaction = opened().begin(BATCH)) {
      assertFalse(transaction.isCommitted(), "nothing was committed yet");
      transaction.write(record(1));
    }
    assertWritten();
    write(opened(), BATCH, 1);

    assertWritten(1);
  }

  /** Nobody sees what is written before the commit. */
  @Test
  public void what_is_written_is_not_seen_before_the_commit() throws Exception {
    try (OutputTransaction<T> transaction = opened().begin(BATCH)) {
      assertFalse(transaction.isCommitted(), "nothing was committed yet");
      transaction.write(record(1));
      assertWritten();
      transaction.commit();
    }
    assertWritten(1);
  }

  /** Each program, output, batch and partition is remembered for itself. */
  @Test
  public void batches_do_not_collide() throws Exception {
    write(opened(), BATCH, 0);
    write(opened(), new BatchId("other", "out", new Time(1000), 0, 2), 1);
    write(opened(), new BatchId("app", "other", new Time(1000), 0, 2), 2);
    write(opened(), new BatchId("app", "out", new Time(2000), 0, 2), 3);
    write(opened(), new BatchId("app", "out", new Time(1000), 1, 2), 4);

    assertWritten(0, 1, 2, 3, 4);
  }

  /** Of two transactions for the same partition that are open at once, one takes effect. */
  @Test
  public void of_two_at_once_one_takes_effect() throws Exception {
    write(opened(), new BatchId("app", "out", new Time(0), 0, 2));
    FutureTask<Boolean> second = new FutureTask<>(() -> commits(opened().begin(BATCH)));
    boolean firstCommitted;
    try (OutputTransaction<T> first = opened().begin(BATCH)) {
      assertFalse(first.isCommitted(), "nothing was committed yet");
      first.write(record(1));
      new Thread(second, "second").start();
      firstCommitted = isSuccess(first::commit);
    }

    assertTrue(firstCommitted ^ second.get(), "expected one of two transactions to commit");
    assertWritten(1);
  }

  private boolean commits(OutputTransaction<T> opened) throws Exception {
    try (OutputTransaction<T> transaction = opened) {
      return !transaction.isCommitted()
          && isSuccess(
              () -> {
                transaction.write(record(1));
                transaction.commit();
              });
    }
  }

  private static boolean isSuccess(Executable action) {
    try {
      action.execute();
      return true;
    } catch (Throwable refused) {
      return false;
    }
  }

  /** Batches that are not forgotten stay remembered. */
  @Test
  public void forgetting_old_batches_keeps_later_ones() throws Exception {
    BatchId later = new BatchId("app", "out", new Time(2000), 0, 2);
    BatchId other = new BatchId("app", "other", new Time(1000), 0, 2);
    write(opened(), BATCH, 1);
    write(opened(), later, 2);
    write(opened(), other, 3);
    opened().forget("app", "out", new Time(1000));
    opened().forget("app", "out", new Time(1000));

    assertTrue(isCommitted(opened(), later), "a later batch was forgotten");
    assertTrue(isCommitted(opened(), other), "a batch of another output was forgotten");
    assertWritten(1, 2, 3);
  }

  /** Nothing may have been written yet, as when all batches were empty. */
  @Test
  public void forgetting_where_nothing_was_written_does_nothing() throws Exception {
    opened().forget("app", "out", new Time(0));
    write(opened(), BATCH, 1);

    assertWritten(1);
  }

  /** An output that was stopped, maybe by another program, begins anew. */
  @Test
  public void after_a_stop_it_can_be_used_again() throws Exception {
    TransactionalOutput<T> output = opened();
    write(output, BATCH, 1);
    output.stop();
    output.stop();
    write(output, new BatchId("app", "out", new Time(2000), 0, 2), 2);

    assertTrue(isCommitted(output, BATCH), "the output forgot what it committed");
    assertWritten(1, 2);
  }

  /** It can be sent to other processes. */
  @Test
  public void it_can_be_shipped() {
    assertDoesNotThrow(
        () -> {
          try (var out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
            out.writeObject(opened());
          }
        });
  }

  private void write(TransactionalOutput<T> output, BatchId batch, int... records)
      throws Exception {
    try (OutputTransaction<T> transaction = output.begin(batch)) {
      assertFalse(transaction.isCommitted(), () -> "found committed before it was: " + batch);
      for (int number : records) {
        transaction.write(record(number));
      }
      transaction.commit();
    }
  }

  private static <T> boolean isCommitted(TransactionalOutput<T> output, BatchId batch)
      throws Exception {
    try (OutputTransaction<T> transaction = output.begin(batch)) {
      return transaction.isCommitted();
    }
  }

  private void assertWritten(int... numbers) throws Exception {
    List<String> expected =
        IntStream.of(numbers).mapToObj(this::record).map(String::valueOf).sorted().toList();
    assertEquals(expected, written().stream().map(String::valueOf).sorted().toList());
  }
}
