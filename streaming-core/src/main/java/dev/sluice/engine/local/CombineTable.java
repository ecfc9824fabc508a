package dev.sluice.engine.local;

import dev.sluice.function.Tuple2;
import dev.sluice.rdd.Combiner;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A hash table of combined values that remembers the order in which keys came. Entries lie one
 * after another in arrays; open addressing with linear probing finds them. Keys may be null.
 * Confined to one thread at a time.
 *
 * @param <K> the keys
 * @param <V> the values that are combined
 * @param <C> the combined values
 */
final class CombineTable<K extends @Nullable Object, V, C> {
  private static final int FIRST_ENTRIES = 8;
  private static final int MOST_ENTRIES = 1 << 28;

  private final Combiner<V, C> combiner;
  private @Nullable Object[] keys = new Object[FIRST_ENTRIES];
  private @Nullable Object[] values = new Object[FIRST_ENTRIES];
  private int[] hashes = new int[FIRST_ENTRIES];

  /** For each slot 1 more than the number of its entry, 0 if it has none. Twice as long as keys. */
  private int[] slots = new int[2 * FIRST_ENTRIES];

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
    int entry = slots[slot] - 1;
    if (entry < 0) {
      insert(slot, key, hash, combiner.create().call(value));
    } else {
      values[entry] = combiner.mergeValue().call((C) values[entry], value);
    }
  }

  /** Adds all entries of another table, which must not be used afterwards. */
  @SuppressWarnings("unchecked")
  void addAll(CombineTable<K, V, C> other) throws Exception {
    for (int i = 0; i < other.size; i++) {
      K key = (K) other.keys[i];
      C combined = (C) other.values[i];
      int hash = other.hashes[i];
      int slot = find(key, hash);
      int entry = slots[slot] - 1;
      if (entry < 0) {
        insert(slot, key, hash, combined);
      } else {
        values[entry] = combiner.mergeCombiners().call((C) values[entry], combined);
      }
    }
  }

  /** The entries in the order in which their keys came. */
  Tuple2<?, ?>[] toPairs() {
    Tuple2<?, ?>[] pairs = new Tuple2<?, ?>[size];
    for (int i = 0; i < size; i++) {
      pairs[i] = new Tuple2<>(keys[i], values[i]);
    }
    return pairs;
  }

  private static int hash(@Nullable Object key) {
    int hash = Objects.hashCode(key) * 0x9E3779B9;
    return hash ^ (hash >>> 16);
  }

  private int find(@Nullable Object key, int hash) {
    int mask = slots.length - 1;
    int slot = hash & mask;
    int entry = slots[slot] - 1;
    while (entry >= 0 && !(hashes[entry] == hash && Objects.equals(keys[entry], key))) {
      slot = (slot + 1) & mask;
      entry = slots[slot] - 1;
    }
    return slot;
  }

  private void insert(int slot, @Nullable Object key, int hash, @Nullable Object value) {
    int free = slot;
    if (size == keys.length) {
      grow();
      free = find(key, hash);
    }
    keys[size] = key;
    values[size] = value;
    hashes[size] = hash;
    slots[free] = ++size;
  }

  private void grow() {
    if (size == MOST_ENTRIES) {
      throw new IllegalStateException(
          "Cannot combine values: a partition has too many keys, found more than "
              + MOST_ENTRIES
              + ", expected at most so many; use more partitions");
    }
    int capacity = 2 * size;
    keys = Arrays.copyOf(keys, capacity);
    values = Arrays.copyOf(values, capacity);
    hashes = Arrays.copyOf(hashes, capacity);
    slots = new int[2 * capacity];
    int mask = slots.length - 1;
    for (int i = 0; i < size; i++) {
      int slot = hashes[i] & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = i + 1;
    }
  }
}
