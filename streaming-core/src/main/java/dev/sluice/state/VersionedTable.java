package dev.sluice.state;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The table that successive versions of a {@link StateMap} share: it holds the newest one, and
 * {@link Undo} records lead back to older ones. A removed key keeps its position, without state,
 * until the table is copied. Guarded by its monitor.
 */
final class VersionedTable {
  private static final int MOST_SINCE_MARK = 1000;

  private final KeyIndex index;
  private final @Nullable TimeOrder order;
  private @Nullable Object[] states;
  private long[] times;
  private int[] stamps;
  private int live;
  private int stamp;
  private @Nullable Mark mark;

  /**
   * A version that stays readable. Immutable.
   *
   * @param name what it is asked for by
   * @param version the version
   * @param stamp the number of the newest version at that time
   */
  private record Mark(String name, StateMap<?, ?> version, int stamp) {}

  /**
   * An empty table.
   *
   * @param timed whether it can be asked for the positions updated before a time
   */
  VersionedTable(int expected, boolean timed) {
    index = new KeyIndex(expected);
    order = timed ? new TimeOrder() : null;
    int room = index.keys().length;
    states = new Object[room];
    times = new long[room];
    stamps = new int[room];
  }

  KeyIndex index() {
    return index;
  }

  boolean isTimed() {
    return order != null;
  }

  int live() {
    return live;
  }

  @Nullable Object state(int position) {
    return states[position];
  }

  long time(int position) {
    return times[position];
  }

  /** Begins a version; answers with its number. */
  int begin() {
    stamp++;
    if (mark != null && stamp - mark.stamp() > MOST_SINCE_MARK) {
      mark = null;
    }
    return stamp;
  }

  /** Holds a version until another one is held, or too many have followed. */
  void mark(String name, StateMap<?, ?> version) {
    mark = new Mark(name, version, stamp);
  }

  /** The version that is held under a name. */
  @Nullable StateMap<?, ?> marked(String name) {
    return mark != null && mark.name().equals(name) ? mark.version() : null;
  }

  /** The position that holds the state of a key, or {@link KeyIndex#ABSENT}. */
  int find(@Nullable Object key) {
    int position = index.find(key);
    return position >= 0 && states[position] != null ? position : KeyIndex.ABSENT;
  }

  /** Sets the state of a position; what it held goes to the undo record, once for each version. */
  void set(int position, @Nullable Object state, long time, int version, Undo undo) {
    if (stamps[position] != version) {
      undo.add(position, states[position], times[position]);
      stamps[position] = version;
    }
    if (state == null) {
      live--;
    }
    states[position] = state;
    times[position] = time;
  }

  /** Adds a key with its state. */
  void add(@Nullable Object key, Object state, long time, int version) {
    int position = index.add(key);
    if (position == states.length) {
      int room = index.keys().length;
      states = Arrays.copyOf(states, room);
      times = Arrays.copyOf(times, room);
      stamps = Arrays.copyOf(stamps, room);
    }
    states[position] = state;
    times[position] = time;
    stamps[position] = version;
    live++;
  }

  /** Brings the order of update times up to date with what a version changed. */
  void orderByTime(Undo undo, int firstAdded) {
    if (order == null) {
      return;
    }
    for (int i = 0; i < undo.size(); i++) {
      place(order, undo.position(i));
    }
    for (int position = firstAdded; position < index.count(); position++) {
      place(order, position);
    }
  }

  private void place(TimeOrder timeOrder, int position) {
    if (states[position] == null) {
      timeOrder.remove(position);
    } else {
      timeOrder.moveToEnd(position);
    }
  }

  /** Puts positions that were added in another order than that of their times into order. */
  void orderAll() {
    if (order == null) {
      return;
    }
    Map<Long, int[]> byTime = new TreeMap<>();
    Map<Long, Integer> sizes = new TreeMap<>();
    for (int position = 0; position < index.count(); position++) {
      if (states[position] == null) {
        continue;
      }
      int size = sizes.merge(times[position], 1, Integer::sum);
      int[] positions = byTime.computeIfAbsent(times[position], time -> new int[4]);
      if (size > positions.length) {
        positions = Arrays.copyOf(positions, 2 * positions.length);
        byTime.put(times[position], positions);
      }
      positions[size - 1] = position;
    }
    byTime.forEach(
        (time, positions) -> {
          for (int i = 0; i < sizes.getOrDefault(time, 0); i++) {
            order.moveToEnd(positions[i]);
          }
        });
  }

  /**
   * The positions with a state updated before a time, as of the version that is being made: the
   * order of times is that before it, so positions it has set are passed over.
   */
  int[] updatedBefore(long time, int version) {
    if (order == null) {
      throw new IllegalStateException("Cannot find states by time: the table has no such index");
    }
    int[] found = new int[16];
    int size = 0;
    int position = order.oldest();
    while (position != TimeOrder.NONE && (stamps[position] == version || times[position] < time)) {
      if (stamps[position] != version) {
        found = size == found.length ? Arrays.copyOf(found, 2 * size) : found;
        found[size++] = position;
      }
      position = order.after(position);
    }
    int[] inOrder = Arrays.copyOf(found, size);
    Arrays.sort(inOrder);
    return inOrder;
  }

  /** The states and update times of an older version, or of the newest if there is no undo. */
  Image image(int count, @Nullable Undo undo) {
    @Nullable Object[] oldStates = Arrays.copyOf(states, count);
    long[] oldTimes = Arrays.copyOf(times, count);
    Deque<Undo> newestFirst = new ArrayDeque<>();
    for (Undo each = undo; each != null; each = each.next()) {
      newestFirst.push(each);
    }
    for (Undo each : newestFirst) {
      for (int i = 0; i < each.size(); i++) {
        int position = each.position(i);
        if (position < count) {
          oldStates[position] = each.state(i);
          oldTimes[position] = each.time(i);
        }
      }
    }
    return new Image(index.keys(), oldStates, oldTimes);
  }

  /** A table of its own that holds what an image does. */
  static VersionedTable of(Image image, int live, boolean timed) {
    VersionedTable copy = new VersionedTable(live, timed);
    for (int position = 0; position < image.states.length; position++) {
      Object state = image.states[position];
      if (state != null) {
        copy.add(image.keys[position], state, image.times[position], 0);
      }
    }
    copy.orderAll();
    return copy;
  }

  /** All positions of a version. Immutable: the arrays are its own but for that of the keys. */
  static final class Image {
    private final @Nullable Object[] keys;
    private final @Nullable Object[] states;
    private final long[] times;

    private Image(@Nullable Object[] keys, @Nullable Object[] states, long[] times) {
      this.keys = keys;
      this.states = states;
      this.times = times;
    }

    int size() {
      return states.length;
    }

    @Nullable Object key(int position) {
      return keys[position];
    }

    @Nullable Object state(int position) {
      return states[position];
    }

    long time(int position) {
      return times[position];
    }
  }
}
