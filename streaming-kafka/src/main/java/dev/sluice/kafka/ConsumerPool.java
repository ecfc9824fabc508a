package dev.sluice.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The consumers that a process keeps between tasks, by stream and partition. A task has one for
 * itself; what is over the capacity is closed, what was used longest ago first, and all of a stream
 * when it stops. Thread-safe: guarded by its monitor; consumers are made and closed outside of it.
 */
final class ConsumerPool {
  static final ConsumerPool OF_PROCESS = new ConsumerPool();

  private final LinkedHashMap<Key, PartitionConsumer<?, ?>> idle = new LinkedHashMap<>();
  private final Map<String, Integer> taken = new HashMap<>();
  private final Set<String> closed = new HashSet<>();

  private record Key(String owner, TopicPartition partition) {}

  /** A consumer that a task has. Confined to the task's thread. */
  final class Borrowed<K, V> {
    private final Key key;
    private final int capacity;
    private final PartitionConsumer<K, V> consumer;
    private boolean isBack;

    private Borrowed(Key key, int capacity, PartitionConsumer<K, V> consumer) {
      this.key = key;
      this.capacity = capacity;
      this.consumer = consumer;
    }

    PartitionConsumer<K, V> consumer() {
      return consumer;
    }

    /**
     * Ends the task's use of it.
     *
     * @param isFine whether another task may use it
     */
    void giveBack(boolean isFine) {
      if (!isBack) {
        isBack = true;
        closeAll(ConsumerPool.this.giveBack(key, consumer, isFine ? capacity : 0));
      }
    }
  }

  /**
   * A consumer for a task.
   *
   * @param usesKept whether it may be one that was kept; else that one is closed
   */
  <K, V> Borrowed<K, V> take(TopicPartition partition, Reading<K, V> reading, boolean usesKept) {
    Key key = new Key(reading.owner(), partition);
    PartitionConsumer<K, V> kept = takeKept(key);
    if (kept != null && !usesKept) {
      kept.close();
      kept = null;
    }
    boolean isTaken = false;
    try {
      PartitionConsumer<K, V> consumer =
          kept == null ? new PartitionConsumer<>(reading.consumer(partition), partition) : kept;
      isTaken = true;
      return new Borrowed<>(key, reading.kept(), consumer);
    } finally {
      if (!isTaken) {
        returned(key.owner());
      }
    }
  }

  @SuppressWarnings("unchecked") // a stream's consumers are all of its types
  private synchronized <K, V> @Nullable PartitionConsumer<K, V> takeKept(Key key) {
    taken.merge(key.owner, 1, Integer::sum);
    return (PartitionConsumer<K, V>) idle.remove(key);
  }

  private synchronized void returned(String owner) {
    int left = taken.getOrDefault(owner, 1) - 1;
    if (left > 0) {
      taken.put(owner, left);
    } else {
      taken.remove(owner);
      closed.remove(owner);
    }
  }

  /** Returns what is to be closed. */
  private synchronized List<PartitionConsumer<?, ?>> giveBack(
      Key key, PartitionConsumer<?, ?> consumer, int capacity) {
    List<PartitionConsumer<?, ?>> surplus = new ArrayList<>();
    if (capacity == 0 || closed.contains(key.owner)) {
      surplus.add(consumer);
    } else {
      PartitionConsumer<?, ?> other = idle.remove(key);
      if (other != null) {
        surplus.add(other);
      }
      idle.put(key, consumer);
      Iterator<PartitionConsumer<?, ?>> oldest = idle.values().iterator();
      while (idle.size() > capacity) {
        surplus.add(oldest.next());
        oldest.remove();
      }
    }
    returned(key.owner);
    return surplus;
  }

  /** Closes what is kept for a stream, and what its last tasks give back. */
  void close(String owner) {
    closeAll(takeAll(owner));
  }

  private synchronized List<PartitionConsumer<?, ?>> takeAll(String owner) {
    if (taken.containsKey(owner)) {
      closed.add(owner);
    }
    List<PartitionConsumer<?, ?>> all = new ArrayList<>();
    idle.forEach(
        (key, consumer) -> {
          if (key.owner.equals(owner)) {
            all.add(consumer);
          }
        });
    idle.keySet().removeIf(key -> key.owner.equals(owner));
    return all;
  }

  /** How many are kept for a stream. */
  synchronized int kept(String owner) {
    return (int) idle.keySet().stream().filter(key -> key.owner.equals(owner)).count();
  }

  private static void closeAll(List<PartitionConsumer<?, ?>> consumers) {
    consumers.forEach(PartitionConsumer::close);
  }
}
