package dev.sluice.state;

import dev.sluice.function.Function3;
import dev.sluice.function.Function4;
import dev.sluice.rdd.HashPartitioner;
import dev.sluice.rdd.PairRDD;
import dev.sluice.rdd.Partitioner;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code mapWithState} does: a function that is called for every record with the state of the
 * record's key, and how the state begins, is partitioned and times out. Setters change this object
 * and return it. Confined to the thread that defines the program.
 *
 * @param <K> the keys
 * @param <V> the values of the records
 * @param <S> the states
 * @param <M> what the function makes of a record
 */
public final class StateSpec<K, V, S, M> {
  private final StateMapping.Mapper<K, V, S, M> mapper;
  private @Nullable PairRDD<K, S> initialState;
  private @Nullable Partitioner partitioner;
  private @Nullable Duration timeout;

  private StateSpec(StateMapping.Mapper<K, V, S, M> mapper) {
    this.mapper = mapper;
  }

  /**
   * A specification with a function that makes one record of each.
   *
   * @param function called in tasks with the key, the value and the state of the key; without value
   *     when the state times out
   */
  public static <K, V, S, M> StateSpec<K, V, S, M> function(
      Function3<K, Optional<V>, State<S>, M> function) {
    return new StateSpec<>(
        (time, key, value, state, mapped) -> mapped.add(function.call(key, value, state)));
  }

  /**
   * A specification with a function that makes one record or none of each.
   *
   * @param function called in tasks with the batch time, the key, the value and the state of the
   *     key; without value when the state times out
   */
  public static <K, V, S, M> StateSpec<K, V, S, M> function(
      Function4<Time, K, Optional<V>, State<S>, Optional<M>> function) {
    return new StateSpec<>(
        (time, key, value, state, mapped) ->
            function.call(time, key, value, state).ifPresent(mapped::add));
  }

  /** The states before the first batch; they count as updated in it. */
  public StateSpec<K, V, S, M> initialState(PairRDD<K, S> states) {
    initialState = states;
    return this;
  }

  /** Spreads keys by hash over so many partitions, 1 or more. */
  public StateSpec<K, V, S, M> numPartitions(int partitions) {
    return partitioner(new HashPartitioner(partitions));
  }

  /** Partitions keys as given; by default by hash, as many as the engine has threads. */
  public StateSpec<K, V, S, M> partitioner(Partitioner keyPartitioner) {
    partitioner = keyPartitioner;
    return this;
  }

  /**
   * Removes the state of keys that had no record for longer than this. Checked in every batch: the
   * function is called without a value and with a state that {@linkplain State#isTimingOut times
   * out} for each key whose last record is more than {@code idle} before the batch time.
   *
   * @param idle a positive number of milliseconds
   */
  public StateSpec<K, V, S, M> timeout(Duration idle) {
    timeout = Durations.requireWholePositive("state time-out", idle);
    return this;
  }

  /** The states before the first batch, if there are any. */
  public Optional<PairRDD<K, S>> initialState() {
    return Optional.ofNullable(initialState);
  }

  /** The partitioner, if one was chosen. */
  public Optional<Partitioner> partitioner() {
    return Optional.ofNullable(partitioner);
  }

  /** What a task does with the records of a partition. */
  public StateMapping<K, V, S, M> mapping() {
    return new StateMapping<>(mapper, timeout);
  }
}
