package dev.sluice.receiver;

import dev.sluice.rdd.StorageLevel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A receiver whose source keeps records until they are acknowledged and sends again those that were
 * not. Each record is stored with its position in the source, such as an offset or a message id;
 * once records are durable their positions are given to {@link #acknowledge}.
 *
 * <p>Durable means: logged and recorded, if there is a write-ahead log; otherwise stored with the
 * copies that the level asks for and recorded by the driver, which protects from the loss of a copy
 * but not of the driver. Blocks are stored without waiting for the block interval, so that a source
 * that allows few unacknowledged records stays fast.
 *
 * <p>From each {@code onStart} to the next {@code onStop} is an attempt. If records cannot be
 * stored, or {@code acknowledge} throws, the attempt is over: the error is reported, nothing more
 * is stored or acknowledged, {@link #store(Object, Object)} throws, and the receiver starts again
 * later. With a restart the positions of an attempt are forgotten; the source has to send again
 * what was not acknowledged, so records may come twice. When the receiver is stopped for good, what
 * it has stored is made durable and acknowledged before {@code onStop} is called.
 *
 * <p>{@code onStop} must end the threads that store (rule 4), so that none stores records of one
 * attempt in the next, and have the source send again what was not acknowledged (rule 12). The
 * other {@code store} methods acknowledge nothing.
 *
 * @param <T> the records
 * @param <P> the positions
 */
public abstract class ReliableReceiver<T, P> extends Receiver<T> {
  private static final long serialVersionUID = 1L;

  private transient volatile @Nullable ReceiverAttempt<T, P> attempt;

  /**
   * A receiver whose blocks are kept at a level.
   *
   * @throws IllegalArgumentException if nothing is kept at that level
   */
  protected ReliableReceiver(StorageLevel storageLevel) {
    super(storageLevel);
  }

  /**
   * Buffers a record that came from a position; soon it is stored and the position acknowledged.
   * Waits for the rate limit, and while too many records wait to be stored. What is buffered keeps
   * the order of the calls.
   *
   * @throws ReceiverStoppedException if the attempt is over, also while waiting, or if the thread
   *     is interrupted while waiting, the interrupt stays set; the position is not acknowledged
   * @throws IllegalStateException if the receiver was never started
   */
  public final void store(T record, P position) {
    ReceiverAttempt<T, P> current = attempt;
    if (current == null) {
      throw new IllegalStateException(
          "Cannot store a record: the receiver %s was not started".formatted(getClass().getName()));
    }
    current.add(record, position);
  }

  /**
   * Tells the source that it may forget the records at these positions: they are durable. Called
   * with each position at most once, in the order of the calls of {@code store}, several at a time.
   * The source is told here only (rule 9), in that order (rule 10) and at once (rule 11).
   *
   * <p>Called on one thread, the one that stores the attempt's blocks, never after {@code onStop}
   * was called and never for two attempts at a time; the next block waits for it. It must not wait
   * for {@code store} or for {@code onStop}. What it throws is reported, and the receiver starts
   * again.
   *
   * @param positions at least one, not to be changed
   */
  protected abstract void acknowledge(List<P> positions) throws Exception;

  @Override
  final void begin(RecordIntake intake) {
    ReceiverAttempt<T, P> next = new ReceiverAttempt<>(this, intake);
    attempt = next;
    next.start();
  }

  @Override
  final void end(AttemptEnd how) {
    ReceiverAttempt<T, P> current = attempt;
    if (current != null) {
      current.end(how);
    }
  }
}
