package dev.sluice.receiver;

import dev.sluice.engine.BlockId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
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

  private final Queue<Item<T>> queue = new ArrayDeque<>();
  private final List<Mark<T>> marksAfterOpen = new ArrayList<>();
  private List<T> open = new ArrayList<>();
  private int waitingBlocks;
  private boolean cutOverdue;
  private long queued;
  private long handled;
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

  /** What the pushing thread takes. */
  sealed interface Item<T> {}

  /** A closed block; {@code listenerFailure} is what onGenerateBlock threw. */
  record Block<T>(BlockId id, List<T> records, @Nullable Throwable listenerFailure)
      implements Item<T> {}

  /** Everything added before it has been taken before it. */
  record Mark<T>(Runnable reached) implements Item<T> {}

  private enum Phase {
    NEW,
    ADDING,
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
        marksAfterOpen.add(new Mark<>(reached));
        closeOrDefer(0);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more records; what is there can still be taken. Wakes waiting adders. */
  void drain() {
    lock.lock();
    try {
      if (phase == Phase.ADDING) {
        phase = Phase.DRAINING;
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
      waitingBlocks = 0;
      cutOverdue = false;
      signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The next item, waiting for it; null at the end. */
  @Nullable Item<T> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (queue.isEmpty() && !isOpenDue() && phase == Phase.ADDING) {
        work.await();
      }
      if (queue.isEmpty() && isOpenDue()) {
        closeOrDefer(0);
      }
      Item<T> item = queue.poll();
      if (item == null) {
        phase = phase == Phase.DRAINING ? Phase.DRAINED : phase;
        signalAll();
      } else if (item instanceof Block) {
        waitingBlocks--;
        if (cutOverdue) {
          closeOrDefer(0);
          room.signalAll();
        }
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
      handled++;
      progress.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until all that was closed, or was to be closed, before this call has been handled. */
  void awaitHandled() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long target = queued + marksAfterOpen.size() + (cutOverdue || isOpenDue() ? 1 : 0);
      while (handled < target && (phase == Phase.ADDING || phase == Phase.DRAINING)) {
        progress.await();
      }
    } finally {
      lock.unlock();
    }
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
    if (!open.isEmpty() && waitingBlocks >= maxBlocks) {
      cutOverdue = true;
      return;
    }
    cutOverdue = false;
    if (!open.isEmpty()) {
      enqueue(closed(numberFromMs));
      waitingBlocks++;
    }
    marksAfterOpen.forEach(this::enqueue);
    marksAfterOpen.clear();
  }

  private Block<T> closed(long numberFromMs) {
    BlockId id = numbers.next(numberFromMs);
    List<T> records = open;
    open = new ArrayList<>();
    try {
      listener.onGenerateBlock(id);
      return new Block<>(id, records, null);
    } catch (Throwable failure) {
      return new Block<>(id, records, failure);
    }
  }

  private void enqueue(Item<T> item) {
    queue.add(item);
    queued++;
    work.signal();
  }

  private void signalAll() {
    room.signalAll();
    work.signalAll();
    progress.signalAll();
  }
}
