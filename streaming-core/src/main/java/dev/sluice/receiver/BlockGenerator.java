package dev.sluice.receiver;

import dev.sluice.time.Clock;
import dev.sluice.time.RecurringTimer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the records that a receiver takes one by one into blocks, and pushes the blocks to a
 * listener one after another on a thread of its own. A block is closed when the block interval
 * ends, when a batch ends, and when it has very many records or bytes. When too many closed blocks
 * or bytes wait for the listener, adders wait; what is buffered is thereby bounded. Adding is
 * subject to the rate limit.
 *
 * <p>Made by {@link Receiver#createBlockGenerator}; the receiver starts it in {@code onStart} and
 * stops it in {@code onStop}. Its supervisor passes on rate updates and ends of batches, and stops
 * it at the end if the receiver did not.
 *
 * <p>Thread-safe: the buffer has a lock, a monitor guards the life cycle.
 *
 * @param <T> the records
 */
public final class BlockGenerator<T> {
  private static final long ABORT_PATIENCE_MS = 2_000;

  private final int streamId;
  private final String threadName;
  private final BlockPace pace;
  private final ReceiverSettings settings;
  private final Clock clock;
  private final RateLimiter limiter;
  private final BlockGeneratorListener<T> listener;
  private final BlockBuffer<T> buffer;
  private final RecurringTimer timer;
  private @Nullable Thread pusher;
  private boolean stopped;
  private volatile boolean abandoned;

  BlockGenerator(
      int streamId,
      String threadName,
      BlockPace pace,
      ReceiverSettings settings,
      Clock clock,
      BlockNumbers numbers,
      RateLimiter limiter,
      ToLongFunction<? super T> sizes,
      BlockGeneratorListener<T> listener) {
    this.streamId = streamId;
    this.threadName = threadName;
    this.pace = pace;
    this.settings = settings;
    this.clock = clock;
    this.limiter = limiter;
    this.listener = listener;
    this.buffer = new BlockBuffer<>(pace, settings, numbers, sizes, listener);
    long intervalMs = settings.blockInterval().toMillis();
    this.timer =
        new RecurringTimer(
            clock, settings.blockInterval(), tickMs -> buffer.closeBlock(tickMs - intervalMs));
  }

  /**
   * Starts to take records.
   *
   * @throws IllegalStateException if it was started or stopped before
   */
  public synchronized void start() {
    if (pusher != null || stopped) {
      throw new IllegalStateException(
          "Cannot start a block generator of stream %d: it was %s before, expected a new one"
              .formatted(streamId, stopped ? "stopped" : "started"));
    }
    buffer.open();
    pusher = new Thread(new BlockPusher<>(streamId, buffer, listener, timer::stop), threadName);
    pusher.setDaemon(true);
    pusher.start();
    if (pace == BlockPace.INTERVAL) {
      timer.start(RecurringTimer.nextTick(clock.millis(), settings.blockInterval(), 0));
    }
  }

  /**
   * Adds a record; waits for the rate limit and for room. Does not call {@link
   * BlockGeneratorListener#onAddData}.
   *
   * @throws ReceiverStoppedException if this generator is not started or is stopped, also while
   *     waiting, or if the thread is interrupted while waiting; the interrupt stays set
   */
  public void addData(T record) {
    try {
      checkAdding();
      limiter.acquire();
      checkAdded(buffer.add(record));
    } catch (InterruptedException interrupt) {
      throw interrupted(interrupt);
    }
  }

  /**
   * Adds a record like {@link #addData} and calls {@link BlockGeneratorListener#onAddData} before
   * the block that holds it can be closed.
   */
  public void addDataWithCallback(T record, @Nullable Object metadata) {
    List<T> alone = new ArrayList<>(1);
    alone.add(record);
    addMultipleDataWithCallback(alone.iterator(), metadata);
  }

  /**
   * Adds records to one and the same block and calls {@link BlockGeneratorListener#onAddData} once
   * with all of them. The rate limit is waited for with each record, before any is added; what the
   * iterator throws comes out unchanged and nothing is added. Otherwise like {@link #addData}.
   */
  public void addMultipleDataWithCallback(
      Iterator<? extends T> records, @Nullable Object metadata) {
    try {
      checkAdding();
      List<T> together = new ArrayList<>();
      while (records.hasNext()) {
        limiter.acquire();
        together.add(records.next());
      }
      checkAdded(buffer.addTogether(together, metadata));
    } catch (InterruptedException interrupt) {
      throw interrupted(interrupt);
    }
  }

  /**
   * Takes no more records, pushes what is buffered and returns when that is done; waiting adders
   * fail. May be called again, from any thread; on the generator's own thread, that is by the
   * listener, it does not wait. An interrupt of the calling thread ends the pushing, drops what is
   * left and stays set.
   */
  public void stop() {
    Thread pushing = beginStop();
    if (pushing == null || pushing == Thread.currentThread()) {
      return;
    }
    try {
      pushing.join();
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      abort();
    }
  }

  /** Whether records can be added. */
  public boolean isActive() {
    return buffer.isAdding();
  }

  /** The rate limit in records a second; {@link Long#MAX_VALUE} if there is none. */
  public long currentLimit() {
    return limiter.currentLimit();
  }

  synchronized boolean hasEnded() {
    return stopped && (pusher == null || !pusher.isAlive());
  }

  void updateRate(long recordsPerSecond) {
    limiter.updateRate(recordsPerSecond);
  }

  /**
   * Closes the open block and runs {@code whenPushed} once everything added so far has been pushed
   * or is held, as a rule on the generator's thread, or at once if it is not running. Not run after
   * {@link #abort}.
   */
  void seal(Runnable whenPushed) {
    seal(whenPushed, true);
  }

  /** As {@link #seal(Runnable)}, also waiting for blocks that are held unless told otherwise. */
  void seal(Runnable whenPushed, boolean passesHeld) {
    if (!buffer.mark(whenPushed, passesHeld)) {
      whenPushed.run();
    }
  }

  /** Whether that thread pushes the blocks. */
  synchronized boolean isPushedBy(Thread thread) {
    return pusher == thread;
  }

  /**
   * The block that is being pushed is held, as there is no room for it, until {@link #goOn}.
   * Returns what those seals are to run that pass it.
   */
  List<Runnable> hold() {
    return buffer.hold();
  }

  /** What is still pushed is not wanted any more. */
  void abandon() {
    abandoned = true;
  }

  boolean isAbandoned() {
    return abandoned;
  }

  /** No block is held any more. */
  void goOn() {
    buffer.goOn();
  }

  /**
   * Runs an action on the generator's thread once everything added so far has been pushed; not at
   * all if the generator is not running.
   */
  void afterPushed(Runnable action) {
    boolean unused = buffer.mark(action, false);
  }

  /** Takes no more records, but goes on pushing. */
  void refuse() {
    buffer.refuse();
  }

  /** Waits until the blocks that were closed so far have been pushed or are held. */
  void awaitPushed() throws InterruptedException {
    buffer.awaitHandled();
  }

  /**
   * Ends at once: drops what is buffered, interrupts the generator's thread and waits for it, but
   * not for ever.
   */
  void abort() {
    buffer.discard();
    Thread pushing = beginStop();
    if (pushing == null || pushing == Thread.currentThread()) {
      return;
    }
    pushing.interrupt();
    boolean interrupted = Thread.interrupted();
    try {
      pushing.join(ABORT_PATIENCE_MS);
      if (pushing.isAlive()) {
        listener.onError(
            "Cannot end the block generator of stream %d: its thread does not heed the interrupt"
                .formatted(streamId),
            new IllegalStateException(
                threadName + " is still alive after " + ABORT_PATIENCE_MS + " ms"));
      }
    } catch (InterruptedException again) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** As {@link #stop} without waiting; returns the generator's thread, if it was started. */
  synchronized @Nullable Thread beginStop() {
    stopped = true;
    timer.stop();
    buffer.drain();
    return pusher;
  }

  private void checkAdding() {
    checkAdded(buffer.isAdding());
  }

  private void checkAdded(boolean added) {
    if (!added) {
      throw new ReceiverStoppedException(
          "Cannot add to a block of stream %d: its block generator is not running, found it %s"
              .formatted(streamId, wasStarted() ? "stopped" : "not started"),
          null);
    }
  }

  private synchronized boolean wasStarted() {
    return pusher != null;
  }

  private ReceiverStoppedException interrupted(InterruptedException interrupt) {
    Thread.currentThread().interrupt();
    return new ReceiverStoppedException(
        "Cannot add to a block of stream %d: interrupted while waiting".formatted(streamId),
        interrupt);
  }
}
