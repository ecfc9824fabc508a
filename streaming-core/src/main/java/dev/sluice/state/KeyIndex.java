package dev.sluice.state;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Numbers keys in the order in which they are added, and finds the number of a key by open
 * addressing. A key that is added again gets a new number; the old one keeps its place in the
 * order. Guarded by whoever owns it; the array of keys only grows at its end, so an older array may
 * be read at the positions it had.
 */
final class KeyIndex {
  static final int ABSENT = -1;

  private static final int LEAST_SLOTS = 16;
  private static final int GOLDEN = 0x9E3779B9;

  private @Nullable Object[] keys;
  private int[] hashes;
  private int[] slots;
  private int shift;
  private int count;

  /** An empty index with room for so many keys. */
  KeyIndex(int expected) {
    int size = LEAST_SLOTS;
    while (size < 2L * expected && size < 1 << 30) {
      size <<= 1;
    }
    slots = new int[size];
    shift = Integer.numberOfLeadingZeros(size) + 1;
    keys = new Object[size / 2];
    hashes = new int[size / 2];
  }

  /** How many numbers were given out. */
  int count() {
    return count;
  }

  /** The keys by number; longer than {@link #count} as a rule. */
  @Nullable Object[] keys() {
    return keys;
  }

  /** The memory this takes without the keys themselves. */
  static long bytesPerKey() {
    return 4 * Integer.BYTES;
  }

  /** The newest number of a key, or {@link #ABSENT}. */
  int find(@Nullable Object key) {
    int hash = hash(key);
    return slots[slotOf(key, hash)] - 1;
  }

  /** Gives a key the next number. */
  int add(@Nullable Object key) {
    if (count == keys.length) {
      grow();
    }
    int hash = hash(key);
    int position = count++;
    keys[position] = key;
    hashes[position] = hash;
    slots[slotOf(key, hash)] = position + 1;
    return position;
  }

  private static int hash(@Nullable Object key) {
    return Objects.hashCode(key) * GOLDEN;
  }

  /** The slot that holds the key, or the free one where it belongs. */
  private int slotOf(@Nullable Object key, int hash) {
    int mask = slots.length - 1;
    int slot = hash >>> shift;
    while (slots[slot] != 0) {
      int position = slots[slot] - 1;
      if (hashes[position] == hash && Objects.equals(key, keys[position])) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    if (slots.length >= 1 << 30) {
      throw new IllegalStateException(
          "Cannot keep the state of a partition: found " + count + " keys, expected fewer");
    }
    keys = Arrays.copyOf(keys, keys.length * 2);
    hashes = Arrays.copyOf(hashes, keys.length);
    slots = new int[slots.length * 2];
    shift--;
    for (int position = 0; position < count; position++) {
      slots[slotOf(keys[position], hashes[position])] = position + 1;
    }
  }
}
