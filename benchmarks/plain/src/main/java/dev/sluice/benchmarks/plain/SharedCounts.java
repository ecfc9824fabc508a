package dev.sluice.benchmarks.plain;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Counts by key, open addressing. Thread-safe: keys are put by compare-and-set and stay, counts add
 * atomically.
 */
final class SharedCounts {
  private static final VarHandle KEYS = MethodHandles.arrayElementVarHandle(String[].class);
  private static final VarHandle COUNTS = MethodHandles.arrayElementVarHandle(long[].class);

  private final String[] keys;
  private final long[] counts;
  private final int shift;

  /** For so many keys at most. */
  SharedCounts(int most) {
    int bits = Integer.SIZE + 1 - Integer.numberOfLeadingZeros(most);
    keys = new String[1 << bits];
    counts = new long[1 << bits];
    shift = Integer.SIZE - bits;
  }

  /** Adds one to a key's count: the new count. */
  long add(String key) {
    int mask = keys.length - 1;
    int slot = (key.hashCode() * 0x9E3779B9) >>> shift;
    while (!holds(slot, key)) {
      slot = (slot + 1) & mask;
    }
    return 1 + (long) COUNTS.getAndAdd(counts, slot, 1L);
  }

  private boolean holds(int slot, String key) {
    String there = (String) KEYS.getAcquire(keys, slot);
    if (there == null) {
      there = (String) KEYS.compareAndExchange(keys, slot, null, key);
    }
    return there == null || there.equals(key);
  }
}
