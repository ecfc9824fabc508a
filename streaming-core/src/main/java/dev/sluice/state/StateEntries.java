package dev.sluice.state;

import dev.sluice.io.Portable;
import dev.sluice.time.Time;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The states of a {@link StateMap} on their way to another process. Immutable. */
final class StateEntries implements Portable.Form {
  private final List<@Nullable Object> keys;
  private final List<Object> states;
  private final long[] times;
  private final @Nullable Time batch;
  private final boolean timed;

  private StateEntries(
      List<@Nullable Object> keys,
      List<Object> states,
      long[] times,
      @Nullable Time batch,
      boolean timed) {
    this.keys = keys;
    this.states = states;
    this.times = times;
    this.batch = batch;
    this.timed = timed;
  }

  static <K, S> StateEntries of(StateMap<K, S> map) {
    ArrayList<@Nullable Object> keys = new ArrayList<>(map.size());
    ArrayList<Object> states = new ArrayList<>(map.size());
    long[] times = new long[map.size()];
    for (StateChange<K, S> entry : map.entries()) {
      if (entry.state().isPresent()) {
        times[keys.size()] = entry.updated().milliseconds();
        keys.add(entry.key());
        states.add(entry.state().get());
      }
    }
    return new StateEntries(
        keys, states, Arrays.copyOf(times, keys.size()), map.batch().orElse(null), map.isTimed());
  }

  @Override
  public StateMap<?, ?> restored() {
    StateLoader<@Nullable Object, Object> loader = new StateLoader<>(timed);
    for (int i = 0; i < times.length; i++) {
      loader.add(new StateChange<>(keys.get(i), Optional.of(states.get(i)), new Time(times[i])));
    }
    return loader.end(batch);
  }
}
