package dev.sluice.engine.local;

import dev.sluice.function.Tuple2;
import dev.sluice.rdd.Combiner;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A hash table of combined values that remembers the order in which keys came. Entries lie one
 * after another in an array; open addressing with linear probing finds them. Keys may be null.
 * Confined to one thread at a time.
 *
 * <p>What a look-up costs are the cache lines that it reads, so a slot has the hash beside the
 * number of its entry, and a key lies beside its value.
 *
 * @param <K> the keys
 * @param <V> the values that are combined
 * @param <C> the combined values
 */
final class CombineTable<K extends @Nullable Object, V, C> {
  private static final int FIRST_ENTRIES = 8;
  private static final int MOST_ENTRIES = 1 << 28;

  private final Combiner<V, C> combiner;

  /** Each key, and its value behind it. */
  private @Nullable Object[] entries = new Object[2 * FIRST_ENTRIES];

  /**
   * For each slot the hash in the upper half and in the lower one 1 more than the number of its
   * entry; 0 if it has none. Twice as many as there can be entries.
   */
  private long[] slots = new long[2 * FIRST_ENTRIES];

  private int size;

  CombineTable(Combiner<V, C> combiner) {
    this.combiner = combiner;
  }

  int size() {
    return size;
  }

  /** Adds a value to what its key has. */
  @SuppressWarnings("unchecked")
  void add(K key, V value) throws Exception {
    int hash = hash(key);
    int slot = find(key, hash);
    int place = place(slots[slot]);
    if (place < 0) {
      insert(slot, key, hash, combiner.create().call(value));
    } else {
      entries[place + 1] = combiner.mergeValue().call((C) entries[place + 1], value);
    }
  }

  /** Adds all entries of another table, which must not be used afterwards. */
  @SuppressWarnings("unchecked")
  void addAll(CombineTable<K, V, C> other) throws Exception {
    for (int i = 0; i < 2 * other.size; i += 2) {
      K key = (K) other.entries[i];
      C combined = (C) other.entries[i + 1];
      int hash = hash(key);
      int slot = find(key, hash);
      int place = place(slots[slot]);
      if (place < 0) {
        insert(slot, key, hash, combined);
      } else {
        entries[place + 1] = combiner.mergeCombiners().call((C) entries[place + 1], combined);
      }
    }
  }

  /** The entries in the order in which their keys came. */
  Tuple2<?, ?>[] toPairs() {
    Tuple2<?, ?>[] pairs = new Tuple2<?, ?>[size];
    for (int i = 0; i < size; i++) {
      pairs[i] = new Tuple2<>(entries[2 * i], entries[2 * i + 1]);
    }
    return pairs;
  }

  private static int hash(@Nullable Object key) {
    int hash = Objects.hashCode(key) * 0x9E3779B9;
    return hash ^ (hash >>> 16);
  }

  /** Where the entry of a slot begins; negative if it has none. */
  private static int place(long slot) {
    return 2 * ((int) slot - 1);
  }

  /** The slot of a key, or the free one where it belongs. */
  private int find(@Nullable Object key, int hash) {
    int mask = slots.length - 1;
    int index = hash & mask;
    long slot = slots[index];
    while (slot != 0
        && !((int) (slot >>> 32) == hash && Objects.equals(entries[place(slot)], key))) {
      index = (index + 1) & mask;
      slot = slots[index];
    }
    return index;
  }

  private void insert(int slot, @Nullable Object key, int hash, @Nullable Object value) {
    int free = slot;
    if (2 * size == entries.length) {
      grow();
      free = find(key, hash);
    }
    entries[2 * size] = key;
    entries[2 * size + 1] = value;
    slots[free] = (long) hash << 32 | ++size;
  }

  private void grow() {
    if (size == MOST_ENTRIES) {
      throw new IllegalStateException(
          "Cannot combine values: a partition has too many keys, found more than "
              + MOST_ENTRIES
              + ", expected at most so many; use more partitions");
    }
    entries = Arrays.copyOf(entries, 2 * entries.length);
    long[] before = slots;
    slots = new long[2 * before.length];
    int mask = slots.length - 1;
    for (long slot : before) {
      if (slot != 0) {
        int index = (int) (slot >>> 32) & mask;
        while (slots[index] != 0) {
          index = (index + 1) & mask;
        }
        slots[index] = slot;
      }
    }
  }
}
