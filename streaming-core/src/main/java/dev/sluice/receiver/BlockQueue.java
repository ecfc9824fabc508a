package dev.sluice.receiver;

import dev.sluice.engine.BlockId;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Closed blocks that wait to be pushed, and marks between them. Guarded by the lock of the {@link
 * BlockBuffer}.
 */
final class BlockQueue<T> {
  private final Queue<Item<T>> items = new ArrayDeque<>();
  private int blocks;
  private long added;
  private long handled;

  /** What the pushing thread takes. */
  sealed interface Item<T> {}

  /** A closed block; {@code listenerFailure} is what onGenerateBlock threw. */
  record Block<T>(BlockId id, List<T> records, @Nullable Throwable listenerFailure)
      implements Item<T> {}

  /** Everything added before it has been taken before it. */
  record Mark<T>(Runnable reached) implements Item<T> {}

  void add(Item<T> item) {
    items.add(item);
    added++;
    blocks += item instanceof Block ? 1 : 0;
  }

  /** Takes the next one out; null if there is none. */
  @Nullable Item<T> poll() {
    Item<T> item = items.poll();
    blocks -= item instanceof Block ? 1 : 0;
    return item;
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  /** How many blocks wait. */
  int blocks() {
    return blocks;
  }

  /** What is to run when the marks that wait are reached. */
  List<Runnable> marks() {
    return items.stream()
        .filter(Mark.class::isInstance)
        .map(item -> ((Mark<T>) item).reached())
        .toList();
  }

  void clear() {
    items.clear();
    blocks = 0;
  }

  /** How many items were added ever. */
  long added() {
    return added;
  }

  /** The item taken last has been handled. */
  void handled() {
    handled++;
  }

  /** Whether so many items have been handled. */
  boolean areHandled(long count) {
    return handled >= count;
  }
}
