package dev.sluice.state;

import dev.sluice.function.Tuple2;
import dev.sluice.function.VoidFunction;
import dev.sluice.rdd.Records;
import dev.sluice.time.Time;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The work of {@code mapWithState} on one partition of one batch. Immutable.
 *
 * @param <K> the keys
 * @param <V> the values of the records
 * @param <S> the states
 * @param <M> what the function makes of a record
 */
public final class StateMapping<K, V, S, M> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Mapper<K, V, S, M> mapper;
  private final @Nullable Duration timeout;

  StateMapping(Mapper<K, V, S, M> mapper, @Nullable Duration timeout) {
    this.mapper = mapper;
    this.timeout = timeout;
  }

  /** The user's function, in the form common to all its forms. */
  @FunctionalInterface
  interface Mapper<K, V, S, M> extends Serializable {
    void map(Time batch, K key, Optional<V> value, State<S> state, List<M> mapped) throws Exception;
  }

  /** Whether keys time out, so that the state needs an index of update times. */
  public boolean timesOut() {
    return timeout != null;
  }

  /**
   * Calls the function for every record, then for every key whose time is out, and changes the
   * state as it says.
   *
   * @return what the function made, in order
   */
  public List<M> apply(StateDraft<K, S> draft, Time batch, Records<Tuple2<K, V>> records)
      throws Exception {
    List<M> mapped = new ArrayList<>();
    KeyState<S> state = new KeyState<>();
    VoidFunction<Tuple2<K, V>> perRecord =
        record -> {
          K key = record._1();
          state.begin(draft.get(key));
          mapper.map(batch, key, Optional.ofNullable(record._2()), state, mapped);
          if (state.isRemoved()) {
            draft.remove(key);
          } else if (state.isUpdated() || (timesOut() && state.exists())) {
            draft.put(key, state.get());
          }
        };
    records.forEach(perRecord);
    if (timeout != null) {
      for (Tuple2<K, S> late : draft.updatedBefore(batch.minus(timeout))) {
        state.beginTimingOut(late._2());
        mapper.map(batch, late._1(), Optional.empty(), state, mapped);
        draft.remove(late._1());
      }
    }
    return mapped;
  }
}
