package dev.sluice.receiver;

import dev.sluice.engine.BlockId;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
  private long bytes;
  private long added;
  private long handled;

  /** What the pushing thread takes. */
  sealed interface Item<T> {}

  /**
   * A closed block.
   *
   * @param bytes an estimate
   * @param listenerFailure what onGenerateBlock threw
   */
  record Block<T>(BlockId id, List<T> records, long bytes, @Nullable Throwable listenerFailure)
      implements Item<T> {}

  /**
   * Everything added before it has been taken before it.
   *
   * @param passesHeld whether blocks that are held, as there is no room for them, do not keep it
   */
  record Mark<T>(Runnable reached, boolean passesHeld) implements Item<T> {}

  void add(Item<T> item) {
    items.add(item);
    added++;
    count(item, 1);
  }

  /** Takes the next one out; null if there is none. */
  @Nullable Item<T> poll() {
    Item<T> item = items.poll();
    count(item, -1);
    return item;
  }

  private void count(@Nullable Item<T> item, int sign) {
    if (item instanceof Block<T> block) {
      blocks += sign;
      bytes += sign * block.bytes();
    }
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  /** How many blocks wait. */
  int blocks() {
    return blocks;
  }

  /** About how many bytes the blocks have that wait. */
  long bytes() {
    return bytes;
  }

  /** Takes out the marks that pass blocks that are held, as if handled. */
  List<Mark<T>> takePassing() {
    List<Mark<T>> passing = new ArrayList<>();
    for (Item<T> item : items) {
      if (item instanceof Mark<T> mark && mark.passesHeld()) {
        passing.add(mark);
      }
    }
    items.removeIf(item -> item instanceof Mark<T> mark && mark.passesHeld());
    handled += passing.size();
    return passing;
  }

  /** A mark was handled without being added. */
  void skipped() {
    added++;
    handled++;
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
    bytes = 0;
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
