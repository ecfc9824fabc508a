package dev.sluice.state;

import dev.sluice.time.Time;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link StateMap} of entries that were written: those of a full image, then changes.
 * Confined to one thread at a time.
 *
 * @param <K> the keys
 * @param <S> the states
 */
public final class StateLoader<K, S> {
  private static final int NO_VERSION = 0;

  private final VersionedTable table;
  private final Undo nothing = new Undo();

  /**
   * No entries yet.
   *
   * @param timed whether versions can be asked for the keys updated before a time
   */
  public StateLoader(boolean timed) {
    table = new VersionedTable(0, timed);
  }

  /** Sets the state of a key with its update time, or removes it. */
  public void add(StateChange<K, S> entry) {
    int position = table.find(entry.key());
    @Nullable Object state = entry.state().orElse(null);
    long updated = entry.updated().milliseconds();
    if (position >= 0) {
      table.set(position, state, updated, NO_VERSION, nothing);
    } else if (state != null) {
      table.add(entry.key(), state, updated, NO_VERSION);
    }
  }

  /** The states as of a batch, or of none; nothing can be added from now on. */
  public StateMap<K, S> end(@Nullable Time batch) {
    table.orderAll();
    return new StateMap<>(table, batch, null);
  }
}
