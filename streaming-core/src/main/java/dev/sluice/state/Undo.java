package dev.sluice.state;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a version of a table overwrote: how to read the version before it. Linked to that of the
 * next version, so that it lives exactly as long as somebody holds an older version. Guarded by the
 * table.
 */
final class Undo {
  private int[] positions = new int[16];
  private @Nullable Object[] states = new Object[16];
  private long[] times = new long[16];
  private int size;
  private @Nullable Undo next;

  int size() {
    return size;
  }

  int position(int index) {
    return positions[index];
  }

  @Nullable Object state(int index) {
    return states[index];
  }

  long time(int index) {
    return times[index];
  }

  /** What the version after overwrote, if there is one. */
  @Nullable Undo next() {
    return next;
  }

  void setNext(Undo undo) {
    next = undo;
  }

  /** Adds the positions to a set, those below a bound. */
  void addPositionsBelow(int bound, BitSet set) {
    for (int i = 0; i < size; i++) {
      if (positions[i] < bound) {
        set.set(positions[i]);
      }
    }
  }

  /** What some positions held before this record and those after it. */
  static Map<Integer, Was> overwrittenSince(@Nullable Undo undo, BitSet wanted) {
    Map<Integer, Was> overwritten = new HashMap<>();
    for (Undo each = undo; each != null; each = each.next) {
      for (int i = 0; i < each.size; i++) {
        if (wanted.get(each.positions[i])) {
          overwritten.putIfAbsent(each.positions[i], new Was(each.states[i], each.times[i]));
        }
      }
    }
    return overwritten;
  }

  /** What a position held. Immutable. */
  record Was(@Nullable Object state, long time) {}

  /** Records what a position held. */
  void add(int position, @Nullable Object state, long time) {
    if (size == positions.length) {
      positions = Arrays.copyOf(positions, 2 * size);
      states = Arrays.copyOf(states, 2 * size);
      times = Arrays.copyOf(times, 2 * size);
    }
    positions[size] = position;
    states[size] = state;
    times[size++] = time;
  }
}
