package dev.sluice.state;

import dev.sluice.engine.Sized;
import dev.sluice.function.Tuple2;
import dev.sluice.io.Portable;
import dev.sluice.time.Time;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The states of the keys of one partition after one batch: a version. Making the next version costs
 * what the batch touches, as versions share a table; older ones stay readable as long as somebody
 * holds them. Keys come in the order in which they were added.
 *
 * <p>Any version can be followed by any number of others. The first follower of the newest version
 * works on the shared table; every other one, such as that of a task that is tried again, copies.
 *
 * <p>Thread-safe: immutable to look at; the table beneath is guarded by its monitor.
 *
 * @param <K> the keys
 * @param <S> the states
 */
public final class StateMap<K, S> implements Sized, Portable {
  private static final int LEAST_DEAD = 64;
  private static final long BYTES_PER_ENTRY = 96;

  private final VersionedTable table;
  private final int count;
  private final int size;
  private final @Nullable Time batch;

  /** What the next version overwrote; null as long as none was begun. Guarded by the table. */
  private @Nullable Undo undo;

  /** What this version overwrote, until it is linked to the next. Guarded by the table. */
  private @Nullable Undo overwritten;

  StateMap(VersionedTable table, @Nullable Time batch, @Nullable Undo overwritten) {
    this.table = table;
    this.count = table.index().count();
    this.size = table.live();
    this.batch = batch;
    this.overwritten = overwritten;
  }

  /**
   * No states.
   *
   * @param timed whether versions can be asked for the keys updated before a time
   */
  public static <K, S> StateMap<K, S> empty(boolean timed) {
    return new StateMap<>(new VersionedTable(0, timed), null, null);
  }

  /** Whether versions can be asked for the keys updated before a time. */
  boolean isTimed() {
    return table.isTimed();
  }

  /** The number of keys. */
  public int size() {
    return size;
  }

  /** The batch after which the states were these; empty before the first. */
  public Optional<Time> batch() {
    return Optional.ofNullable(batch);
  }

  /** Begins the version after a batch. This version does not change. */
  public StateDraft<K, S> next(Time nextBatch) {
    synchronized (table) {
      boolean sparse = table.index().count() - size > Math.max(LEAST_DEAD, size);
      if (undo != null || sparse) {
        VersionedTable copy = VersionedTable.of(table.image(count, undo), size, table.isTimed());
        return new StateDraft<>(copy, new Undo(), nextBatch);
      }
      Undo mine = new Undo();
      undo = mine;
      if (overwritten != null) {
        overwritten.setNext(mine);
        overwritten = null;
      }
      return new StateDraft<>(table, mine, nextBatch);
    }
  }

  /** The keys and their states. */
  public Iterable<Tuple2<K, S>> pairs() {
    return () -> new Entries<>(image(), StateMap::pair);
  }

  /** The keys, their states and update times. */
  public Iterable<StateChange<K, S>> entries() {
    return () -> new Entries<>(image(), StateMap::entry);
  }

  /**
   * What is different in this version from an older one it follows: removals first, then states in
   * the order of keys. Costs what the batches between touched.
   *
   * @return empty if that cannot be told, because the older version is of another line or the table
   *     was copied in between; then this version is to be read as a whole. Copies are so rare that
   *     this does not change the costs by more than a constant factor
   */
  public Optional<List<StateChange<K, S>>> changesSince(StateMap<K, S> older) {
    synchronized (table) {
      return touchedSince(older).map(touched -> changes(touched, older.count));
    }
  }

  /**
   * How many changes there are at most since an older version, without making them; empty if {@link
   * #changesSince} is.
   */
  public OptionalInt mostChangesSince(StateMap<K, S> older) {
    synchronized (table) {
      return touchedSince(older).stream().mapToInt(BitSet::cardinality).findAny();
    }
  }

  /**
   * Holds this version until another one of its line is marked, the table is copied, or a thousand
   * have followed: a version is marked that later ones are compared with where they are.
   *
   * @return a name that no other version of any process has
   */
  public String mark() {
    String name = UUID.randomUUID().toString();
    synchronized (table) {
      table.mark(name, this);
    }
    return name;
  }

  /** The version that was marked with a name, if it is of this line and still held. */
  @SuppressWarnings("unchecked") // versions of a table have the same keys and states
  public Optional<StateMap<K, S>> marked(String name) {
    synchronized (table) {
      return Optional.ofNullable((StateMap<K, S>) table.marked(name));
    }
  }

  private Optional<BitSet> touchedSince(StateMap<K, S> older) {
    if (older.table != table) {
      return Optional.empty();
    }
    BitSet touched = new BitSet();
    for (Undo each = older.undo; each != undo; each = each.next()) {
      if (each == null) {
        return Optional.empty();
      }
      each.addPositionsBelow(older.count, touched);
    }
    touched.set(older.count, count);
    return Optional.of(touched);
  }

  private List<StateChange<K, S>> changes(BitSet touched, int known) {
    Map<Integer, Undo.Was> overwritten = Undo.overwrittenSince(undo, touched);
    List<StateChange<K, S>> removals = new ArrayList<>();
    List<StateChange<K, S>> puts = new ArrayList<>();
    for (int i = touched.nextSetBit(0); i >= 0; i = touched.nextSetBit(i + 1)) {
      Undo.Was was = overwritten.getOrDefault(i, new Undo.Was(table.state(i), table.time(i)));
      K key = key(table.index().keys()[i]);
      Time updated = new Time(was.time());
      if (was.state() != null) {
        puts.add(new StateChange<>(key, Optional.of(StateMap.<S>state(was.state())), updated));
      } else if (i < known) {
        removals.add(new StateChange<>(key, Optional.empty(), updated));
      }
    }
    removals.addAll(puts);
    return removals;
  }

  private VersionedTable.Image image() {
    synchronized (table) {
      return table.image(count, undo);
    }
  }

  /** All states, but not what changed from version to version. */
  @Override
  public Form portable() {
    return StateEntries.of(this);
  }

  /** An estimate: a fixed number of bytes for each key. */
  @Override
  public long sizeBytes() {
    return BYTES_PER_ENTRY * (size + 1L);
  }

  @Override
  public String toString() {
    return "StateMap of " + size + " keys after batch " + (batch == null ? "none" : batch);
  }

  private static <K, S> Tuple2<K, S> pair(VersionedTable.Image image, int position, Object state) {
    return new Tuple2<>(StateMap.<K>key(image.key(position)), StateMap.<S>state(state));
  }

  private static <K, S> StateChange<K, S> entry(
      VersionedTable.Image image, int position, Object state) {
    return new StateChange<>(
        StateMap.<K>key(image.key(position)),
        Optional.of(StateMap.<S>state(state)),
        new Time(image.time(position)));
  }

  @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"}) // put as a K
  static <K> K key(@Nullable Object key) {
    return (K) key;
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // put as an S
  static <S> S state(Object state) {
    return (S) state;
  }

  /** What an iteration makes of a position. */
  private interface View<T> {
    T of(VersionedTable.Image image, int position, Object state);
  }

  /** The positions of an image that have a state. Confined to one thread at a time. */
  private static final class Entries<T> implements Iterator<T> {
    private final VersionedTable.Image image;
    private final View<T> view;
    private int position;

    Entries(VersionedTable.Image image, View<T> view) {
      this.image = image;
      this.view = view;
    }

    @Override
    public boolean hasNext() {
      while (position < image.size() && image.state(position) == null) {
        position++;
      }
      return position < image.size();
    }

    @Override
    public T next() {
      Object state = hasNext() ? image.state(position) : null;
      if (state == null) {
        throw new NoSuchElementException("Cannot read a state: there are no more");
      }
      return view.of(image, position++, state);
    }
  }
}
