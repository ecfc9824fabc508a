package dev.sluice.state;

import java.util.Arrays;

/**
 * Positions of a table in the order in which they were last updated: a list linked through arrays,
 * so that each change takes constant time. Guarded by the table.
 */
final class TimeOrder {
  static final int NONE = -1;

  private static final int UNLINKED = -2;

  private int[] older = new int[0];
  private int[] newer = new int[0];
  private int oldest = NONE;
  private int newest = NONE;

  /** The position updated least recently, or {@link #NONE}. */
  int oldest() {
    return oldest;
  }

  /** The next position, or {@link #NONE}. */
  int after(int position) {
    return newer[position];
  }

  /** Makes a position the one updated most recently. */
  void moveToEnd(int position) {
    remove(position);
    older[position] = newest;
    newer[position] = NONE;
    if (newest == NONE) {
      oldest = position;
    } else {
      newer[newest] = position;
    }
    newest = position;
  }

  /** Takes a position out if it is in. */
  void remove(int position) {
    ensureRoom(position);
    int before = older[position];
    if (before == UNLINKED) {
      return;
    }
    int after = newer[position];
    if (before == NONE) {
      oldest = after;
    } else {
      newer[before] = after;
    }
    if (after == NONE) {
      newest = before;
    } else {
      older[after] = before;
    }
    older[position] = UNLINKED;
  }

  private void ensureRoom(int position) {
    if (position >= older.length) {
      int from = older.length;
      int to = Math.max(position + 1, 2 * from);
      older = Arrays.copyOf(older, to);
      newer = Arrays.copyOf(newer, to);
      Arrays.fill(older, from, to, UNLINKED);
    }
  }
}
