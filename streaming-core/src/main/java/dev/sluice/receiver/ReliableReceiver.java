package dev.sluice.receiver;

import dev.sluice.engine.BlockId;
import dev.sluice.rdd.StorageLevel;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A receiver whose source keeps records until they are acknowledged and sends again those that were
 * not. Each record is stored with its position in the source, such as an offset or a message id;
 * then their positions are given to {@link #acknowledge}, at the time that {@code
 * streaming.receiver.ackAfter} says.
 *
 * <p>{@code stored}, the default: once records are durable, that is logged and recorded, if there
 * is a write-ahead log; otherwise stored with the copies that the level asks for and recorded by
 * the driver, which protects from the loss of a copy but not of the driver. Blocks are stored
 * without waiting for the block interval, so that a source that allows few unacknowledged records
 * stays fast.
 *
 * <p>{@code processed}: once the outputs of the batch that has the records are done, and with a
 * checkpoint directory recorded as done. Without a write-ahead log that is too early for programs
 * with keyed state or windows, as a restart reads records again for them; there it is once a
 * checkpoint has been written that all windows with the records end before. So nothing is lost with
 * the driver. A batch that fails acknowledges nothing. Positions wait in memory; they are as many
 * as the source sends without acknowledgement, which a source has to bound, and that bound also
 * limits how many records a batch can have.
 *
 * <p>From each {@code onStart} to the next {@code onStop} is an attempt. If records cannot be
 * stored, or {@code acknowledge} throws, the attempt is over: the error is reported, nothing more
 * is stored or acknowledged, {@link #store(Object, Object)} throws, and the receiver starts again
 * later. With a restart the positions of an attempt are forgotten; the source has to send again
 * what was not acknowledged, so records may come twice, unless positions identify records: {@link
 * #identifiesByPosition}. When the program stops gracefully, {@code store} throws from then on,
 * what was stored is made durable, or processed, and acknowledged; then {@code onStop} is called.
 * What is not done by the deadline of the stop is not acknowledged, and an acknowledgement that
 * takes longer is interrupted. A receiver that stops by itself does not wait for batches: it
 * acknowledges what is stored, or has been processed by then.
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

  private transient volatile @Nullable StoredPositions<P> stored;
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
   * Tells the source that it may forget the records at these positions: they are durable, or
   * processed. Called with each position at most once for each call of {@code store} with it, in
   * the order of these calls, several at a time. The source is told here only (rule 9), in that
   * order (rule 10) and at once (rule 11).
   *
   * <p>Called on one thread, the one that stores the attempt's blocks, never after {@code onStop}
   * was called and never for two attempts at a time; the next block waits for it. It must not wait
   * for {@code store} or for {@code onStop}, and must end when it is interrupted. What it throws is
   * reported, and the receiver starts again.
   *
   * @param positions at least one, not to be changed
   */
  protected abstract void acknowledge(List<P> positions) throws Exception;

  /**
   * Whether a position means the same record for ever, also to later processes, as an offset or a
   * message id does. It then has {@code equals} and {@code hashCode} by content, and the engine's
   * serializer can write it. False unless overridden.
   *
   * <p>If true, a record that comes again although it is stored, after a restart of the receiver or
   * of the program, is not stored again; its position is acknowledged in its place. Positions are
   * recorded with the blocks. Those that were stored in this process are known until they are
   * acknowledged, whatever is forgotten elsewhere. Those of an earlier process, or acknowledged
   * before a restart of the receiver, are known as long as what the batch has read is recorded: for
   * the batch interval or the longest window, and with a checkpoint directory until {@code
   * streaming.checkpoint.kept} further checkpoints are written, and in a program that goes on from
   * one for {@code streaming.receiver.refillTimeout}; and in the first attempt of a process until
   * the source, or the part of it that {@link #partOf} tells, has sent something new.
   *
   * <p>With a write-ahead log, or with a checkpoint directory and {@code processed}, each record
   * then counts once, whatever crashes. Without a log that takes a source that sends again, in any
   * order, all that was not acknowledged, before it waits for acknowledgements: batches that were
   * cut off, and what states and windows read again, get the same records in the same blocks before
   * the program goes on. If none of these blocks becomes full for {@code
   * streaming.receiver.refillTimeout}, batches go on without, and what comes later counts again; so
   * does, with {@code stored}, what was lost with the driver before its batch was done or that a
   * restart would have needed.
   */
  protected boolean identifiesByPosition() {
    return false;
  }

  /**
   * Which records the promise of a reliable receiver holds for, if not for all, in words that
   * follow "only for", such as {@code messages whose sender waits for an answer}. The guarantee
   * report shows it. Empty unless overridden.
   */
  public Optional<String> reliableFor() {
    return Optional.empty();
  }

  /**
   * The part of the source that a position is in: a partition, a shard, a queue. Of a part, what
   * was not acknowledged is sent again before something new; of several parts, one may be far ahead
   * of the others. Only for receivers whose positions identify records, see {@link
   * #identifiesByPosition}.
   *
   * @return something with {@code equals} and {@code hashCode} by content; the same for all
   *     positions unless overridden
   */
  protected Object partOf(P position) {
    return "all";
  }

  @Override
  final void awaitStored() throws InterruptedException {
    ReceiverAttempt<T, P> last = attempt;
    if (last != null && identifiesByPosition()) {
      last.awaitStored();
    }
  }

  @Override
  final void prepare(RecordIntake intake) throws InterruptedException {
    StoredPositions<P> positions = stored;
    if (positions == null) {
      positions =
          new StoredPositions<>(identifiesByPosition(), intake.isUntilProcessed(), this::partOf);
      stored = positions;
    }
    positions.ask();
    positions.begin(positions.areIdentifying() ? intake.recorded() : List.of());
  }

  @Override
  final void processed(List<BlockId> blocks) {
    StoredPositions<P> positions = stored;
    ReceiverAttempt<T, P> current = attempt;
    if (positions != null) {
      positions.processed(blocks);
    }
    if (current != null) {
      current.acknowledgeProcessed();
    }
  }

  @Override
  final void forget() {
    StoredPositions<P> positions = stored;
    if (positions != null) {
      positions.forget();
    }
  }

  @Override
  final void stopRefilling() {
    StoredPositions<P> positions = stored;
    ReceiverAttempt<T, P> current = attempt;
    if (positions != null) {
      positions.awaitNothing();
    }
    if (current != null) {
      current.stopRefilling();
    }
  }

  @Override
  final void begin(RecordIntake intake) {
    StoredPositions<P> positions = stored;
    if (positions == null) {
      throw new IllegalStateException("Cannot start a receiver: it was not prepared");
    }
    ReceiverAttempt<T, P> next = new ReceiverAttempt<>(this, intake, positions);
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
