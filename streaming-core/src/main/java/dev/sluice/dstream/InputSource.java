package dev.sluice.dstream;

import dev.sluice.io.Bytes;
import dev.sluice.ledger.BatchInput;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.RddContext;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * A source without receiver: for each batch it says what the batch reads, and builds the dataset
 * from that. What it says goes to the ledger, so that a window or a batch that runs again reads the
 * same. Calls never overlap. They come on the driver thread, but for {@link #read}, which a program
 * that looks at old batches may cause on a thread of its own.
 *
 * @param <T> the records
 */
public interface InputSource<T> {
  /** What the stream is called, such as {@code File stream}. */
  String name();

  /** Whether a batch can be read again after the process is gone, for the guarantee report. */
  Guarantee guarantee();

  /**
   * Starts for the first time; the first batch comes one interval after the zero time.
   *
   * @return what {@link #resume} gets after every restart of the program; empty for nothing
   */
  default Bytes start(Time zero) throws Exception {
    return Bytes.EMPTY;
  }

  /**
   * Starts again in a later process, instead of {@link #start}. The next batch that is chosen for
   * may be one that was missed.
   *
   * @param origin what {@link #start} returned
   * @param recent what was chosen for the batches that the program still knows
   */
  default void resume(Bytes origin, NavigableMap<Time, BatchInput> recent) throws Exception {}

  /** How long what was chosen for a batch must stay known, for {@link #resume}. */
  default Duration remember() {
    return Duration.ZERO;
  }

  /**
   * Chooses what the batch reads.
   *
   * @throws Exception if that cannot be known; the batch is not generated and the error is reported
   */
  BatchInput plan(Time batch, int streamId) throws Exception;

  /**
   * The dataset of what was chosen; may be asked for again, in any order. Null if the batch has no
   * dataset, not even an empty one: operators over single records skip such a batch, those that
   * need a dataset of every parent, such as union, transform and joins, fail.
   */
  @Nullable RDD<T> read(RddContext context, Time batch, BatchInput input) throws Exception;

  /**
   * Says how many records a second batches can take of this stream, for those that are chosen for
   * from now on. Called after batches have ended, not before some have shown it, and never if
   * {@code streaming.backpressure.enabled} is false; it may overlap with {@link #read} only. A
   * source for which a backlog may wait should bound what it chooses before the first call.
   *
   * @param recordsPerSecond 1 or more; {@code Long.MAX_VALUE} for as many as there are
   */
  default void limit(long recordsPerSecond) {}

  /** What was chosen for the batches up to this time is not asked for any more. */
  default void forget(Time upTo) {}

  /** Stops; called once, after the last batch. */
  default void stop() {}
}
