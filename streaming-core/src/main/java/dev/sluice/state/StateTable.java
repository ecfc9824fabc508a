package dev.sluice.state;

import dev.sluice.engine.Sized;
import dev.sluice.function.Function2;
import dev.sluice.function.Tuple2;
import dev.sluice.function.VoidFunction;
import dev.sluice.io.Portable;
import dev.sluice.rdd.Records;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The states of the keys of one partition after one batch, made by a pass over all keys: for {@code
 * updateStateByKey}. Versions share the keys; each has an array of states of its own. Keys come in
 * the order in which they were added.
 *
 * <p>Thread-safe: immutable to look at. The shared keys are extended by one follower of the newest
 * version; any other follower copies them.
 *
 * @param <K> the keys
 * @param <S> the states
 */
public final class StateTable<K, S> implements Sized, Portable {
  private static final int LEAST_DEAD = 64;
  private static final int KEYS_BETWEEN_CHECKS = 4096;
  private static final long BYTES_PER_ENTRY = 48;

  private final SharedKeys shared;
  private final @Nullable Object[] keys;
  private final @Nullable Object[] states;
  private final int live;

  private StateTable(SharedKeys shared, @Nullable Object[] states, int live) {
    this.shared = shared;
    this.keys = shared.index.keys();
    this.states = states;
    this.live = live;
    shared.release(this);
  }

  /** No states. */
  public static <K, S> StateTable<K, S> empty() {
    return new StateTable<>(new SharedKeys(new KeyIndex(0)), new Object[0], 0);
  }

  /** The states of some pairs; the last one of a key counts. */
  public static <K, S> StateTable<K, S> of(Records<Tuple2<K, S>> pairs) throws Exception {
    Function2<List<S>, Optional<S>, Optional<S>> last =
        (states, none) -> Optional.of(states.get(states.size() - 1));
    return StateTable.<K, S>empty().update(pairs, last);
  }

  /** The states of a map; its order of keys. */
  public static <K, S> StateTable<K, S> of(StateMap<K, S> map) {
    KeyIndex index = new KeyIndex(map.size());
    @Nullable Object[] states = new Object[map.size()];
    for (Tuple2<K, S> pair : map.pairs()) {
      states[index.add(pair._1())] = pair._2();
    }
    return new StateTable<>(new SharedKeys(index), states, states.length);
  }

  /** The number of keys. */
  public int size() {
    return live;
  }

  /**
   * The version after a batch: calls the function for every key that has a state or a new value,
   * old keys first, with the new values in order of arrival and the state; a key for which it
   * answers with nothing is dropped. This version does not change.
   */
  public <V> StateTable<K, S> update(
      Records<Tuple2<K, V>> records, Function2<List<V>, Optional<S>, Optional<S>> function)
      throws Exception {
    StateTable<K, S> base = states.length - live > Math.max(LEAST_DEAD, live) ? copy() : this;
    base = base.shared.claim(base) ? base : base.claimedCopy();
    List<List<V>> arrived = base.arrivals(records);
    return base.pass(arrived, function);
  }

  /** The new values of each position; null where there are none. */
  private <V> List<List<V>> arrivals(Records<Tuple2<K, V>> records) throws Exception {
    KeyIndex index = shared.index;
    List<List<V>> arrived = new ArrayList<>(Collections.nCopies(states.length, List.of()));
    VoidFunction<Tuple2<K, V>> group =
        record -> {
          int position = index.find(record._1());
          boolean known = position >= states.length || (position >= 0 && states[position] != null);
          if (!known) {
            position = index.add(record._1());
            arrived.add(new ArrayList<>());
          } else if (arrived.get(position).isEmpty()) {
            arrived.set(position, new ArrayList<>());
          }
          arrived.get(position).add(record._2());
        };
    records.forEach(group);
    return arrived;
  }

  private <V> StateTable<K, S> pass(
      List<List<V>> arrived, Function2<List<V>, Optional<S>, Optional<S>> function)
      throws Exception {
    @Nullable Object[] next = new Object[arrived.size()];
    int left = 0;
    for (int position = 0; position < next.length; position++) {
      if (position % KEYS_BETWEEN_CHECKS == 0 && Thread.interrupted()) {
        throw new InterruptedException("the pass over the states was interrupted");
      }
      Object old = position < states.length ? states[position] : null;
      if (old == null && position < states.length) {
        continue;
      }
      Optional<S> state = old == null ? Optional.empty() : Optional.of(StateMap.<S>state(old));
      Object updated = function.call(arrived.get(position), state).orElse(null);
      if (updated != null) {
        next[position] = updated;
        left++;
      }
    }
    return new StateTable<>(shared, next, left);
  }

  private StateTable<K, S> claimedCopy() {
    StateTable<K, S> copy = copy();
    copy.shared.claim(copy);
    return copy;
  }

  private StateTable<K, S> copy() {
    KeyIndex index = new KeyIndex(live);
    @Nullable Object[] copied = new Object[live];
    for (int position = 0; position < states.length; position++) {
      if (states[position] != null) {
        copied[index.add(keys[position])] = states[position];
      }
    }
    return new StateTable<>(new SharedKeys(index), copied, live);
  }

  /** The keys and their states. */
  public Iterable<Tuple2<K, S>> pairs() {
    return Pairs::new;
  }

  /** An estimate: a fixed number of bytes for each key. */
  @Override
  public long sizeBytes() {
    return BYTES_PER_ENTRY * (live + 1L);
  }

  @Override
  public String toString() {
    return "StateTable of " + live + " keys";
  }

  /**
   * The keys of successive versions and which version may extend them. Thread-safe: the owner is
   * guarded by the monitor, the index belongs to the thread that claimed it.
   */
  private static final class SharedKeys {
    private final KeyIndex index;
    private @Nullable Object owner;

    SharedKeys(KeyIndex index) {
      this.index = index;
    }

    synchronized boolean claim(Object version) {
      boolean claimed = owner == version;
      owner = claimed ? null : owner;
      return claimed;
    }

    synchronized void release(Object newest) {
      owner = newest;
    }
  }

  /** All states, but not what versions share. */
  @Override
  public Form portable() {
    return new Content(new ArrayList<>(keys()), new ArrayList<>(states()));
  }

  private List<@Nullable Object> keys() {
    List<@Nullable Object> all = new ArrayList<>(live);
    pairs().forEach(pair -> all.add(pair._1()));
    return all;
  }

  private List<Object> states() {
    List<Object> all = new ArrayList<>(live);
    pairs().forEach(pair -> all.add(pair._2()));
    return all;
  }

  /** The keys and their states, in order. */
  private record Content(ArrayList<@Nullable Object> keys, ArrayList<Object> states)
      implements Form {
    @Override
    public StateTable<?, ?> restored() {
      KeyIndex index = new KeyIndex(keys.size());
      @Nullable Object[] placed = new Object[keys.size()];
      for (int i = 0; i < placed.length; i++) {
        placed[index.add(keys.get(i))] = states.get(i);
      }
      return new StateTable<>(new SharedKeys(index), placed, placed.length);
    }
  }

  /** The pairs one by one. Confined to one thread at a time. */
  private final class Pairs implements Iterator<Tuple2<K, S>> {
    private int position;

    @Override
    public boolean hasNext() {
      while (position < states.length && states[position] == null) {
        position++;
      }
      return position < states.length;
    }

    @Override
    public Tuple2<K, S> next() {
      Object state = hasNext() ? states[position] : null;
      if (state == null) {
        throw new NoSuchElementException("Cannot read a state: there are no more");
      }
      return new Tuple2<>(StateMap.<K>key(keys[position++]), StateMap.<S>state(state));
    }
  }
}
