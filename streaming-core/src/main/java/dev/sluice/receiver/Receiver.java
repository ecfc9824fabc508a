package dev.sluice.receiver;

import dev.sluice.engine.BlockId;
import dev.sluice.rdd.StorageLevel;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes records from a source and stores them. Write {@link #onStart} and {@link #onStop}; between
 * the two, threads of the receiver call {@code store}.
 *
 * <p>There are two ways to store. {@link #store(Object)} buffers one record; blocks are built and
 * the rate is limited for the receiver, and what is buffered is lost if its process dies. A
 * reliable receiver stores whole blocks with the other {@code store} methods: they return when the
 * block is stored and known to the driver, so that the receiver may then acknowledge it to the
 * source. To store single records, have them acknowledged and the rate limited, extend {@link
 * ReliableReceiver}; to build blocks in another way, use {@link #createBlockGenerator}.
 *
 * <p>{@code onStart} and {@code onStop} are called on one and the same thread, never at the same
 * time and always by turns; a restart calls both on the same object. All other methods may be
 * called from any thread. A receiver is serializable (rule 2), because it may be sent to where it
 * runs.
 *
 * <p>The rules that are named here are those of the receiver contract, {@code
 * docs/receiver-contract.md}; a suite in the testkit tests a receiver by them. Two receivers share
 * nothing (rule 21), and no message shows a secret (rule 17).
 *
 * @param <T> the records
 */
public abstract class Receiver<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final StorageLevel storageLevel;

  private transient volatile @Nullable ReceiverSupervisor supervisor;

  /**
   * A receiver whose blocks are kept at a level.
   *
   * @throws IllegalArgumentException if nothing is kept at that level
   */
  protected Receiver(StorageLevel storageLevel) {
    if (!storageLevel.isKept()) {
      throw new IllegalArgumentException(
          "Cannot create a receiver: its blocks must be kept, found " + storageLevel);
    }
    this.storageLevel = storageLevel;
  }

  /**
   * Starts to receive: connects and starts threads, then returns soon (rule 1). The threads end
   * when {@link #isStopped} or when {@code store} throws {@link ReceiverStoppedException}; they
   * give failures to {@link #restart(String, Throwable)} or {@link #reportError} (rule 15). If this
   * throws, the error is reported, {@link #onStop} is called and the receiver starts again later
   * (rule 3), as it does while the source is down (rule 14).
   */
  public abstract void onStart() throws Exception;

  /**
   * Undoes all that {@link #onStart} did, and that may be half of it: ends the receiver's threads
   * (rule 4) and connections (rule 20), also while the source is down (rule 18). May still store;
   * afterwards nothing is stored (rule 5). If this throws, the error is reported.
   */
  public abstract void onStop() throws Exception;

  /** The host where this had best run; empty if it does not matter. */
  public Optional<String> preferredLocation() {
    return Optional.empty();
  }

  /** Where the blocks are kept. */
  public final StorageLevel storageLevel() {
    return storageLevel;
  }

  /**
   * Buffers a record; it becomes part of a block soon. Waits for the rate limit, and while too many
   * blocks wait to be stored or too much that was received is unprocessed; meanwhile nothing more
   * is read from the source (rule 8), and the thread ends when this throws (rule 19).
   *
   * @throws ReceiverStoppedException if the receiver has ended, also while waiting, or if the
   *     thread is interrupted while waiting; the interrupt stays set
   * @throws IllegalStateException if the receiver was never started
   */
  public final void store(T record) {
    running().intake().add(record);
  }

  /**
   * Stores records as one block, waiting while too much that was received is unprocessed, and
   * returns when the driver knows it. The list is copied. No records make no block.
   *
   * @throws StoreException if that failed; the records must not be acknowledged. If the thread was
   *     interrupted, the interrupt stays set
   * @throws ReceiverStoppedException if the receiver has ended
   * @throws IllegalStateException if the receiver was never started
   */
  public final void store(List<T> records) {
    storeCopy(new ArrayList<>(records), null);
  }

  /**
   * Like {@link #store(List)}; the metadata are serialized and kept with the block.
   *
   * @throws dev.sluice.io.SerializationException if they cannot be; nothing is stored
   */
  public final void store(List<T> records, @Nullable Object metadata) {
    storeCopy(new ArrayList<>(records), metadata);
  }

  /** Like {@link #store(List)}; what the iterator throws comes out unchanged, nothing is stored. */
  public final void store(Iterator<T> records) {
    store(records, null);
  }

  /** Like {@link #store(Iterator)}; the metadata are serialized and kept with the block. */
  public final void store(Iterator<T> records, @Nullable Object metadata) {
    List<T> copy = new ArrayList<>();
    records.forEachRemaining(copy::add);
    storeCopy(copy, metadata);
  }

  /**
   * Like {@link #store(List)} for records in the engine's serialized form, from the buffer's
   * position to its limit, which stay as they are. The bytes are copied. How many records they are
   * is not known.
   */
  public final void store(ByteBuffer bytes) {
    store(bytes, null);
  }

  /** Like {@link #store(ByteBuffer)}; the metadata are serialized and kept with the block. */
  public final void store(ByteBuffer bytes, @Nullable Object metadata) {
    ByteBuffer copy = ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip();
    running().intake().storeBytes(copy, metadata);
  }

  /** Tells the driver of an error; the receiver keeps running. */
  public final void reportError(String message, @Nullable Throwable error) {
    running().reportError(message, error);
  }

  /** Like {@link #restart(String, Throwable)} without an error. */
  public final void restart(String message) {
    running().restart(message, null, null);
  }

  /**
   * Has the receiver stopped and, after a while, started again; does not wait for that. The wait
   * doubles with each failure in a row and is short again once the receiver has stored something.
   * Without effect while a restart is under way or when the receiver has stopped.
   */
  public final void restart(String message, @Nullable Throwable error) {
    running().restart(message, error, null);
  }

  /**
   * Like {@link #restart(String, Throwable)} with a wait of the given length.
   *
   * @throws IllegalArgumentException if the delay is negative
   */
  public final void restart(String message, @Nullable Throwable error, Duration delay) {
    if (delay.isNegative()) {
      throw new IllegalArgumentException(
          "Cannot restart a receiver: the delay is negative, found " + delay);
    }
    running().restart(message, error, delay);
  }

  /** Has the receiver stopped for good and what it buffered stored; does not wait for that. */
  public final void stop(String message) {
    running().stop(message, null);
  }

  /** Like {@link #stop(String)}; the receiver's task fails with the error. */
  public final void stop(String message, @Nullable Throwable error) {
    running().stop(message, error);
  }

  /** Whether the receiver was told to start, and not to stop since. */
  public final boolean isStarted() {
    ReceiverSupervisor current = supervisor;
    return current != null && current.isStarted();
  }

  /** Whether the receiver was told to stop, for good or to start again, and not to start since. */
  public final boolean isStopped() {
    ReceiverSupervisor current = supervisor;
    return current != null && current.isStopped();
  }

  /** The id of the input stream, or -1 before the receiver was started where it runs. */
  public final int streamId() {
    ReceiverSupervisor current = supervisor;
    return current == null ? -1 : current.streamId();
  }

  /**
   * Counts something that loses or changes data, such as {@code lines too long}. The sums are shown
   * with the next batch.
   *
   * @throws IllegalArgumentException if {@code n} is negative
   */
  protected final void count(String what, long n) {
    if (n < 0) {
      throw new IllegalArgumentException(
          "Cannot count %s: found %d, expected 0 or more".formatted(what, n));
    }
    running().intake().counts().add(what, n);
  }

  /**
   * Makes a block generator that is not started and whose blocks the listener stores, as a rule
   * with {@link #store(List)}. It gets rate updates and ends of batches.
   *
   * @throws IllegalStateException if the receiver was not started or has ended
   */
  protected final BlockGenerator<T> createBlockGenerator(BlockGeneratorListener<T> listener) {
    return running().intake().generators().create(listener);
  }

  /** Gives the receiver to a supervisor. */
  final void attach(ReceiverSupervisor next) {
    ReceiverSupervisor current = supervisor;
    if (current != null && !current.hasEnded()) {
      throw new IllegalStateException(
          "Cannot start the receiver of stream %d: it is running for stream %d"
              .formatted(next.streamId(), current.streamId()));
    }
    supervisor = next;
  }

  private void storeCopy(List<T> records, @Nullable Object metadata) {
    ReceiverSupervisor current = running();
    if (!records.isEmpty()) {
      current.intake().store(records, metadata);
    }
  }

  /** The receiver has ended an attempt and may register for another. */
  void awaitStored() throws InterruptedException {}

  /** The receiver has registered. */
  void prepare(RecordIntake intake) throws InterruptedException {}

  /** The receiver is about to be started. */
  void begin(RecordIntake intake) {}

  /** Blocks are processed. */
  void processed(List<BlockId> blocks) {}

  /** What was processed before the receiver registered is not recorded any more. */
  void forget() {}

  /** Blocks of an earlier process are not awaited any more. */
  void stopRefilling() {}

  /** The receiver is about to be stopped, for good or to start again. */
  void end(AttemptEnd how) {}

  final ReceiverSupervisor running() {
    ReceiverSupervisor current = supervisor;
    if (current == null) {
      throw new IllegalStateException(
          "Cannot use the receiver " + getClass().getName() + ": it was not started");
    }
    return current;
  }
}
