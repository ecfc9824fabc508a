package dev.sluice.benchmarks.plain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Brings the workers' parts of a batch together; the last one to deliver merges and emits.
 * Thread-safe: under its monitor.
 */
final class Merger<P extends Part<P>> {
  private final int workers;
  private final Supplier<P> parts;
  private final Map<Long, List<P>> pending = new HashMap<>();
  private final ArrayDeque<P> empty = new ArrayDeque<>();

  Merger(int workers, Supplier<P> parts) {
    this.workers = workers;
    this.parts = parts;
  }

  /** An empty part. */
  synchronized P fresh() {
    P used = empty.poll();
    return used == null ? parts.get() : used;
  }

  /** Takes one worker's part of a batch: an empty part for the next one. */
  synchronized P deliver(long batchEndMs, P part) {
    List<P> others = pending.computeIfAbsent(batchEndMs, end -> new ArrayList<>());
    if (others.size() + 1 < workers) {
      others.add(part);
      return fresh();
    }
    pending.remove(batchEndMs);
    for (P other : others) {
      part.merge(other);
      empty.add(other);
    }
    part.emit(batchEndMs);
    return part;
  }
}
