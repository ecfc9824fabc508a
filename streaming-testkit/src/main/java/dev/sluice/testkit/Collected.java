package dev.sluice.testkit;

import dev.sluice.time.Time;
import java.util.ArrayList;
import java.util.List;

/**
 * What a stream had in each batch, in the order of partitions. Thread-safe: guarded by its monitor.
 *
 * @param <T> the records
 */
public final class Collected<T> {
  private final List<Time> times = new ArrayList<>();
  private final List<List<List<T>>> batches = new ArrayList<>();

  Collected() {}

  synchronized void add(Time time, List<List<T>> partitions) {
    times.add(time);
    batches.add(partitions.stream().map(List::copyOf).toList());
  }

  /** The records of each batch, batch after batch. */
  public synchronized List<List<T>> batches() {
    List<List<T>> flat = new ArrayList<>(batches.size());
    batches.forEach(partitions -> flat.add(partitions.stream().flatMap(List::stream).toList()));
    return flat;
  }

  /** The records of each partition of each batch. */
  public synchronized List<List<List<T>>> partitions() {
    return List.copyOf(batches);
  }

  /** The times of the batches. */
  public synchronized List<Time> times() {
    return List.copyOf(times);
  }

  /** All records of all batches. */
  public synchronized List<T> records() {
    return batches().stream().flatMap(List::stream).toList();
  }
}
