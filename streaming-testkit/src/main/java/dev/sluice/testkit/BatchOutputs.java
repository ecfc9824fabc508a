package dev.sluice.testkit;

import dev.sluice.dstream.DStreamLike;
import dev.sluice.time.Time;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What streams of a program had in each batch, over all its restarts. A batch that runs again
 * replaces what it had before, as in a sink that is keyed by batch time. The order of records does
 * not count. Thread-safe: guarded by its monitor.
 */
public final class BatchOutputs {
  private final Map<String, NavigableMap<Time, Map<Object, Integer>>> outputs = new TreeMap<>();

  /** No outputs. */
  public BatchOutputs() {}

  /**
   * Keeps what a stream has in each batch; an output operation of the program.
   *
   * @param name by which the output is found after a restart
   */
  public void keep(String name, DStreamLike<?, ?, ?> stream) {
    stream.glom().foreachRDD((rdd, time) -> put(name, time, rdd.collect()));
  }

  private <T> void put(String name, Time batch, List<List<T>> partitions) {
    Map<Object, Integer> records = new HashMap<>();
    partitions.forEach(
        partition -> partition.forEach(record -> records.merge(record, 1, Integer::sum)));
    synchronized (this) {
      outputs.computeIfAbsent(name, any -> new TreeMap<>()).put(batch, Map.copyOf(records));
    }
  }

  /**
   * All there is: by output and batch, each record with the number of times that the batch had it.
   */
  public synchronized Map<String, NavigableMap<Time, Map<Object, Integer>>> all() {
    Map<String, NavigableMap<Time, Map<Object, Integer>>> copy = new TreeMap<>();
    outputs.forEach((name, batches) -> copy.put(name, new TreeMap<>(batches)));
    return copy;
  }
}
