package dev.sluice.receiver;

import dev.sluice.engine.BlockId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The open block of a generator and the closed ones that wait to be pushed, a bounded number. When
 * a block is to be closed and there is no room for it, it stays open and adders wait until it is
 * closed; so what is buffered is bounded. Thread-safe: one lock guards all changes, also the
 * listener's onAddData and onGenerateBlock.
 */
final class BlockBuffer<T> {
  private final BlockPace pace;
  private final int maxBlocks;
  private final int maxRecords;
  private final BlockNumbers numbers;
  private final BlockGeneratorListener<T> listener;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Condition work = lock.newCondition();
  private final Condition progress = lock.newCondition();

  private final BlockQueue<T> queue = new BlockQueue<>();
  private final List<BlockQueue.Mark<T>> marksAfterOpen = new ArrayList<>();
  private List<T> open = new ArrayList<>();
  private boolean cutOverdue;
  private volatile Phase phase = Phase.NEW;

  BlockBuffer(
      BlockPace pace,
      int maxBlocks,
      int maxRecords,
      BlockNumbers numbers,
      BlockGeneratorListener<T> listener) {
    this.pace = pace;
    this.maxBlocks = maxBlocks;
    this.maxRecords = maxRecords;
    this.numbers = numbers;
    this.listener = listener;
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
      open.add(record);
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
      open.addAll(records);
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
        closeOrDefer(numberFromMs);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Closes the open block and queues the mark behind it. False if nothing is or will be buffered,
   * so that the mark is reached already. A mark is lost when the buffer is discarded.
   */
  boolean mark(Runnable reached) {
    lock.lock();
    try {
      if (phase == Phase.NEW || phase == Phase.DRAINED) {
        return false;
      }
      if (phase != Phase.DISCARDED) {
        marksAfterOpen.add(new BlockQueue.Mark<>(reached));
        closeOrDefer(0);
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
        closeOrDefer(0);
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
      queue.clear();
      marksAfterOpen.clear();
      open = new ArrayList<>();
      cutOverdue = false;
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
      List<Runnable> left = new ArrayList<>(queue.marks());
      marksAfterOpen.forEach(mark -> left.add(mark.reached()));
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
      while (queue.isEmpty() && !isOpenDue() && isOpenEnded()) {
        work.await();
      }
      if (queue.isEmpty() && isOpenDue()) {
        closeOrDefer(0);
      }
      BlockQueue.Item<T> item = queue.poll();
      if (item == null) {
        phase = phase == Phase.DRAINING ? Phase.DRAINED : phase;
        signalAll();
      } else if (item instanceof BlockQueue.Block && cutOverdue) {
        closeOrDefer(0);
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
      queue.handled();
      progress.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until all that was closed, or was to be closed, before this call has been handled. */
  void awaitHandled() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long target = queue.added() + marksAfterOpen.size() + (cutOverdue || isOpenDue() ? 1 : 0);
      while (!queue.areHandled(target) && (isOpenEnded() || phase == Phase.DRAINING)) {
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
    while (cutOverdue && phase == Phase.ADDING) {
      room.await();
    }
    return phase == Phase.ADDING;
  }

  private void added() {
    if (open.size() >= maxRecords) {
      closeOrDefer(0);
    } else if (isOpenDue()) {
      work.signal();
    }
  }

  /** Whether the open block is to be pushed as soon as nothing else is. */
  private boolean isOpenDue() {
    return pace == BlockPace.EAGER && !open.isEmpty();
  }

  private void closeOrDefer(long numberFromMs) {
    if (!open.isEmpty() && queue.blocks() >= maxBlocks) {
      cutOverdue = true;
      return;
    }
    cutOverdue = false;
    if (!open.isEmpty()) {
      enqueue(closed(numberFromMs));
    }
    marksAfterOpen.forEach(this::enqueue);
    marksAfterOpen.clear();
  }

  private BlockQueue.Block<T> closed(long numberFromMs) {
    BlockId id = numbers.next(numberFromMs);
    List<T> records = open;
    open = new ArrayList<>();
    try {
      listener.onGenerateBlock(id);
      return new BlockQueue.Block<>(id, records, null);
    } catch (Throwable failure) {
      return new BlockQueue.Block<>(id, records, failure);
    }
  }

  private void enqueue(BlockQueue.Item<T> item) {
    queue.add(item);
    work.signal();
  }

  private void signalAll() {
    room.signalAll();
    work.signalAll();
    progress.signalAll();
  }
}
