package dev.sluice.state;

import dev.sluice.function.Tuple2;
import dev.sluice.time.Time;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version of a {@link StateMap} that is being made. One that is never committed has no effect; it
 * needs no end. Confined to the task's thread; the table beneath is guarded by its monitor.
 *
 * @param <K> the keys
 * @param <S> the states
 */
public final class StateDraft<K, S> {
  private final VersionedTable table;
  private final Undo undo;
  private final Time batch;
  private final int version;
  private final int firstAdded;
  private boolean committed;

  StateDraft(VersionedTable table, Undo undo, Time batch) {
    this.table = table;
    this.undo = undo;
    this.batch = batch;
    this.version = table.begin();
    this.firstAdded = table.index().count();
  }

  /** The state of a key, or null if there is none. */
  public @Nullable S get(K key) {
    synchronized (table) {
      int position = table.find(key);
      Object state = position < 0 ? null : table.state(position);
      return state == null ? null : StateMap.<S>state(state);
    }
  }

  /** Sets the state of a key; its update time is that of the batch. */
  public void put(K key, S state) {
    if (state == null) {
      throw new IllegalArgumentException("Cannot keep a state: found null, expected an object");
    }
    synchronized (table) {
      requireOpen();
      int position = table.find(key);
      if (position < 0) {
        table.add(key, state, batch.milliseconds(), version);
      } else {
        table.set(position, state, batch.milliseconds(), version, undo);
      }
    }
  }

  /** Removes the state of a key if it has one. */
  public void remove(K key) {
    synchronized (table) {
      requireOpen();
      int position = table.find(key);
      if (position >= 0) {
        table.set(position, null, table.time(position), version, undo);
      }
    }
  }

  /**
   * The keys that were last updated before a time, in the order of keys. Costs what it finds and
   * what this batch touched.
   */
  public List<Tuple2<K, S>> updatedBefore(Time time) {
    synchronized (table) {
      List<Tuple2<K, S>> found = new ArrayList<>();
      for (int position : table.updatedBefore(time.milliseconds(), version)) {
        Object state = table.state(position);
        if (state != null) {
          K key = StateMap.key(table.index().keys()[position]);
          found.add(new Tuple2<>(key, StateMap.<S>state(state)));
        }
      }
      return found;
    }
  }

  /** Ends the draft: the version as it is now. */
  public StateMap<K, S> commit() {
    synchronized (table) {
      requireOpen();
      committed = true;
      table.orderByTime(undo, firstAdded);
      return new StateMap<>(table, batch, undo);
    }
  }

  private void requireOpen() {
    if (committed) {
      throw new IllegalStateException("Cannot change the state of a batch: it is committed");
    }
  }
}
