package dev.sluice.receiver;

import dev.sluice.engine.BlockId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link BlockBuffer} holds: the open block, the closed ones behind one another, and marks.
 * When a block is to be closed and there is no room for it, it stays open and its closing is
 * overdue. Guarded by the lock of the buffer.
 */
final class BufferedBlocks<T> {
  private final int maxBlocks;
  private final long maxBytes;
  private final BlockNumbers numbers;
  private final BlockGeneratorListener<T> listener;
  private final BlockQueue<T> queue = new BlockQueue<>();
  private final List<BlockQueue.Mark<T>> marksAfterOpen = new ArrayList<>();
  private final OpenBlock<T> open;
  private boolean overdue;

  BufferedBlocks(
      ReceiverSettings settings,
      BlockNumbers numbers,
      ToLongFunction<? super T> sizes,
      BlockGeneratorListener<T> listener) {
    this.maxBlocks = settings.blockQueueSize();
    this.maxBytes = settings.maxQueuedBytes();
    this.open = new OpenBlock<>(settings.maxBlockRecords(), settings.maxBlockBytes(), sizes);
    this.numbers = numbers;
    this.listener = listener;
  }

  OpenBlock<T> open() {
    return open;
  }

  /** Whether the open block was to be closed and there was no room for it. */
  boolean isOverdue() {
    return overdue;
  }

  /** Whether no closed block or mark waits. */
  boolean isEmpty() {
    return queue.isEmpty();
  }

  void mark(BlockQueue.Mark<T> mark) {
    marksAfterOpen.add(mark);
  }

  /** Closes the open block if it has records, as soon as there is room for it. */
  void close(long numberFromMs) {
    overdue = !open.isEmpty() && !hasRoom();
    if (overdue) {
      return;
    }
    if (!open.isEmpty()) {
      queue.add(closed(numberFromMs));
    }
    marksAfterOpen.forEach(queue::add);
    marksAfterOpen.clear();
  }

  private boolean hasRoom() {
    int blocks = queue.blocks();
    return blocks == 0 || (blocks < maxBlocks && queue.bytes() + open.bytes() <= maxBytes);
  }

  private BlockQueue.Block<T> closed(long numberFromMs) {
    BlockId id = numbers.next(numberFromMs);
    long bytes = open.bytes();
    List<T> records = open.take();
    try {
      listener.onGenerateBlock(id);
      return new BlockQueue.Block<>(id, records, bytes, null);
    } catch (Throwable failure) {
      return new BlockQueue.Block<>(id, records, bytes, failure);
    }
  }

  BlockQueue.@Nullable Item<T> poll() {
    return queue.poll();
  }

  void handled() {
    queue.handled();
  }

  /** How many items will have been handled when all is that was closed or was to be closed. */
  long target(boolean isOpenDue) {
    return queue.added() + marksAfterOpen.size() + (overdue || isOpenDue ? 1 : 0);
  }

  boolean areHandled(long target) {
    return queue.areHandled(target);
  }

  /** Takes out the marks that pass blocks that are held; what they are to run. */
  List<Runnable> takePassing() {
    List<BlockQueue.Mark<T>> passing = queue.takePassing();
    for (BlockQueue.Mark<T> mark : List.copyOf(marksAfterOpen)) {
      if (mark.passesHeld()) {
        marksAfterOpen.remove(mark);
        passing.add(mark);
        queue.skipped();
      }
    }
    return passing.stream().map(BlockQueue.Mark::reached).toList();
  }

  /** Forgets everything; what the marks were to run. */
  List<Runnable> clear() {
    List<Runnable> marks = new ArrayList<>(queue.marks());
    marksAfterOpen.forEach(mark -> marks.add(mark.reached()));
    queue.clear();
    marksAfterOpen.clear();
    List<T> unused = open.take();
    overdue = false;
    return marks;
  }
}
