package dev.sluice.benchmarks.plain;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Counts of words of up to 16 bytes, open addressing, the key being the bytes themselves. Words
 * stay when counts are taken out, so that each becomes a String once. Confined to one thread at a
 * time.
 */
final class ByteTable {
  /** Reads and writes eight bytes of an array as a number, the first byte lowest. */
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  // A slot: the word's first eight bytes, the next eight, its count, its number.
  private static final int STRIDE = 4;
  private static final int FIRST_BITS = 15;

  private long[] slots = new long[STRIDE << FIRST_BITS];
  private int shift = Long.SIZE - FIRST_BITS;
  private String[] words = new String[1 << (FIRST_BITS - 1)];
  private int size;

  /** Adds to the count of a word, given as its bytes filled up with zeros. */
  void add(long first, long second, long count) {
    long[] table = slots;
    int mask = table.length - 1;
    int slot = slot(first, second);
    while (table[slot] != 0) {
      if (table[slot] == first && table[slot + 1] == second) {
        table[slot + 2] += count;
        return;
      }
      slot = (slot + STRIDE) & mask;
    }
    insert(slot, first, second, count);
  }

  private int slot(long first, long second) {
    long hash = (first ^ second * 0xD6E8FEB86659FD93L) * 0x9E3779B97F4A7C15L;
    return (int) (hash >>> shift) * STRIDE;
  }

  private void insert(int slot, long first, long second, long count) {
    slots[slot] = first;
    slots[slot + 1] = second;
    slots[slot + 2] = count;
    slots[slot + 3] = size;
    if (size == words.length) {
      words = Arrays.copyOf(words, 2 * size);
    }
    words[size++] = word(first, second);
    if (size > slots.length / STRIDE / 2) {
      grow();
    }
  }

  private static String word(long first, long second) {
    byte[] bytes = new byte[2 * Long.BYTES];
    LONG.set(bytes, 0, first);
    LONG.set(bytes, Long.BYTES, second);
    int length = 0;
    while (length < bytes.length && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }

  private void grow() {
    long[] old = slots;
    slots = new long[2 * old.length];
    shift--;
    int mask = slots.length - 1;
    for (int from = 0; from < old.length; from += STRIDE) {
      if (old[from] != 0) {
        int to = slot(old[from], old[from + 1]);
        while (slots[to] != 0) {
          to = (to + STRIDE) & mask;
        }
        System.arraycopy(old, from, slots, to, STRIDE);
      }
    }
  }

  /** Moves all counts of another table into this one. */
  void take(ByteTable other) {
    long[] table = other.slots;
    for (int slot = 0; slot < table.length; slot += STRIDE) {
      if (table[slot + 2] != 0) {
        add(table[slot], table[slot + 1], table[slot + 2]);
        table[slot + 2] = 0;
      }
    }
  }

  /** An upper bound of how many words have a count. */
  int size() {
    return size;
  }

  /** Moves all counts into arrays: how many there were. */
  int takeInto(String[] outWords, long[] outCounts) {
    int n = 0;
    for (int slot = 0; slot < slots.length; slot += STRIDE) {
      if (slots[slot + 2] != 0) {
        outWords[n] = words[(int) slots[slot + 3]];
        outCounts[n++] = slots[slot + 2];
        slots[slot + 2] = 0;
      }
    }
    return n;
  }
}
