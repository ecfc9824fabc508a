package dev.sluice.ui.history;

import dev.sluice.time.Time;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A bounded number of batches, and what readers want of all of them, kept up with each change: who
 * looks at a thousand batches every second does not visit them. Guarded by its owner's monitor.
 */
final class Retained {
  private final int most;
  private final NavigableMap<Time, Batch> all = new TreeMap<>();
  private final NavigableMap<Time, Batch> queued = new TreeMap<>();

  /** Those that have ended, in the order of that. */
  private final NavigableMap<Long, Batch> ended = new TreeMap<>();

  private final Map<Status, Integer> counts = new EnumMap<>(Status.class);
  private Sums sums = Sums.NONE;

  /**
   * None yet.
   *
   * @param most how many there are at most; the oldest go
   */
  Retained(int most) {
    this.most = most;
    for (Status status : Status.values()) {
      counts.put(status, 0);
    }
  }

  /** Adds a batch, or what is now known of it. */
  void put(Batch batch) {
    Batch before = all.put(batch.time(), batch);
    if (before != null) {
      discount(before);
    }
    count(batch);
    while (all.size() > most) {
      discount(all.pollFirstEntry().getValue());
    }
  }

  private void count(Batch batch) {
    counts.merge(batch.status(), 1, Integer::sum);
    if (batch.status() == Status.QUEUED) {
      queued.put(batch.time(), batch);
    } else if (batch.status().isEnded()) {
      ended.put(batch.sequence(), batch);
      sums = sums.plus(batch.info());
    }
  }

  private void discount(Batch batch) {
    counts.merge(batch.status(), -1, Integer::sum);
    if (batch.status() == Status.QUEUED) {
      queued.remove(batch.time());
    } else if (batch.status().isEnded()) {
      ended.remove(batch.sequence());
      sums = sums.minus(batch.info());
    }
  }

  /** All, by time. */
  NavigableMap<Time, Batch> all() {
    return all;
  }

  Map<Status, Integer> counts() {
    return new EnumMap<>(counts);
  }

  Sums sums() {
    return sums;
  }

  /** The latest that ended, then one more unless it has ended, then that which waits longest. */
  List<Batch> telling(int latest, Optional<Batch> more) {
    List<Batch> telling = new ArrayList<>(latest + 2);
    ended.descendingMap().values().stream().limit(latest).forEach(telling::add);
    Collections.reverse(telling);
    more.filter(batch -> !batch.status().isEnded()).ifPresent(telling::add);
    queued.values().stream().limit(1).forEach(telling::add);
    return telling;
  }

  /** The newest that has ended. */
  Optional<Batch> lastEnded() {
    Map.Entry<Time, Batch> entry = all.lastEntry();
    while (entry != null && !entry.getValue().status().isEnded()) {
      entry = all.lowerEntry(entry.getKey());
    }
    return Optional.ofNullable(entry).map(Map.Entry::getValue);
  }

  /** Those that ended after so many had, until so many had; in the order of that. */
  List<Batch> ended(long after, long until) {
    return List.copyOf(ended.subMap(after, false, until, true).values());
  }
}
