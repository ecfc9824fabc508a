package dev.sluice.receiver;

import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The open block of a generator and the closed ones that wait to be pushed, a bounded number with
 * about a bounded number of bytes. When a block is to be closed and there is no room for it, it
 * stays open and adders wait until it is closed; so what is buffered is bounded. Thread-safe: one
 * lock guards all changes, also the listener's onAddData and onGenerateBlock.
 */
final class BlockBuffer<T> {
  private final BlockPace pace;
  private final BlockGeneratorListener<T> listener;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Condition work = lock.newCondition();
  private final Condition progress = lock.newCondition();

  private final BufferedBlocks<T> blocks;
  private boolean held;
  private volatile Phase phase = Phase.NEW;

  BlockBuffer(
      BlockPace pace,
      ReceiverSettings settings,
      BlockNumbers numbers,
      ToLongFunction<? super T> sizes,
      BlockGeneratorListener<T> listener) {
    this.pace = pace;
    this.listener = listener;
    this.blocks = new BufferedBlocks<>(settings, numbers, sizes, listener);
  }

  private enum Phase {
    NEW,
    ADDING,
    REFUSING,
    DRAINING,
    DRAINED,
    DISCARDED
  }

  void open() {
    lock.lock();
    try {
      phase = Phase.ADDING;
    } finally {
      lock.unlock();
    }
  }

  boolean isAdding() {
    return phase == Phase.ADDING;
  }

  /** Adds a record, waiting for room; false if that is over. */
  boolean add(T record) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (!awaitRoom()) {
        return false;
      }
      blocks.open().add(record);
      added();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Adds records to one block and calls onAddData, waiting for room; false if that is over. */
  boolean addTogether(List<T> records, @Nullable Object metadata) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (!awaitRoom()) {
        return false;
      }
      blocks.open().addAll(records);
      try {
        listener.onAddData(records, metadata);
      } finally {
        added();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Closes the open block if it has records, as soon as there is room for it. */
  void closeBlock(long numberFromMs) {
    lock.lock();
    try {
      if (phase == Phase.ADDING) {
        close(numberFromMs);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Closes the open block and queues the mark behind it. False if nothing is or will be buffered,
   * so that the mark is reached already, or if it passes blocks that are held and some are. A mark
   * is lost when the buffer is discarded.
   */
  boolean mark(Runnable reached, boolean passesHeld) {
    lock.lock();
    try {
      if (phase == Phase.NEW || phase == Phase.DRAINED || (held && passesHeld)) {
        return false;
      }
      if (phase != Phase.DISCARDED) {
        blocks.mark(new BlockQueue.Mark<>(reached, passesHeld));
        close(0);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more records, but marks; waiting adders fail. */
  void refuse() {
    stopAdding(Phase.REFUSING);
  }

  /** Takes no more records; what is there can still be taken. Wakes waiting adders. */
  void drain() {
    stopAdding(Phase.DRAINING);
  }

  private void stopAdding(Phase next) {
    lock.lock();
    try {
      if (isOpenEnded()) {
        phase = next;
        close(0);
        signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more records and forgets what was not taken. Wakes everybody. */
  void discard() {
    lock.lock();
    try {
      if (phase != Phase.DRAINED) {
        phase = Phase.DISCARDED;
      }
      List<Runnable> unused = blocks.clear();
      signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Nobody takes any more: forgets what was not taken. Returns the marks that would never be
   * reached, but for those that a discard has forgotten.
   */
  List<Runnable> end() {
    lock.lock();
    try {
      List<Runnable> left = blocks.clear();
      phase = phase == Phase.DISCARDED ? Phase.DISCARDED : Phase.DRAINED;
      discard();
      return left;
    } finally {
      lock.unlock();
    }
  }

  /** The next item, waiting for it; null at the end. */
  BlockQueue.@Nullable Item<T> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (blocks.isEmpty() && !isOpenDue() && isOpenEnded()) {
        work.await();
      }
      if (blocks.isEmpty() && isOpenDue()) {
        close(0);
      }
      BlockQueue.Item<T> item = blocks.poll();
      if (item == null) {
        phase = phase == Phase.DRAINING ? Phase.DRAINED : phase;
        signalAll();
      } else if (item instanceof BlockQueue.Block && blocks.isOverdue()) {
        close(0);
        room.signalAll();
      }
      return item;
    } finally {
      lock.unlock();
    }
  }

  /** The item taken last has been handled. */
  void handled() {
    lock.lock();
    try {
      blocks.handled();
      progress.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The block taken last is held until {@link #goOn}, and those behind it. Returns what the marks
   * are to run that pass them.
   */
  List<Runnable> hold() {
    lock.lock();
    try {
      held = true;
      progress.signalAll();
      return blocks.takePassing();
    } finally {
      lock.unlock();
    }
  }

  /** No block is held any more. */
  void goOn() {
    lock.lock();
    try {
      held = false;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until all that was closed, or was to be closed, before this call has been handled, or is
   * held.
   */
  void awaitHandled() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long target = blocks.target(isOpenDue());
      while (!held && !blocks.areHandled(target) && (isOpenEnded() || phase == Phase.DRAINING)) {
        progress.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether something may still be queued. */
  private boolean isOpenEnded() {
    return phase == Phase.ADDING || phase == Phase.REFUSING;
  }

  private boolean awaitRoom() throws InterruptedException {
    while (blocks.isOverdue() && phase == Phase.ADDING) {
      room.await();
    }
    return phase == Phase.ADDING;
  }

  private void added() {
    if (blocks.open().isFull()) {
      close(0);
    } else if (isOpenDue()) {
      work.signal();
    }
  }

  /** Whether the open block is to be pushed as soon as nothing else is. */
  private boolean isOpenDue() {
    return pace == BlockPace.EAGER && !blocks.open().isEmpty();
  }

  private void close(long numberFromMs) {
    blocks.close(numberFromMs);
    if (!blocks.isEmpty()) {
      work.signal();
    }
  }

  private void signalAll() {
    room.signalAll();
    work.signalAll();
    progress.signalAll();
  }
}
