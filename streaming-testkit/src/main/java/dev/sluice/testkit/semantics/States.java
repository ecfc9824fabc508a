package dev.sluice.testkit.semantics;

import dev.sluice.function.Tuple2;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Operations that carry a state from batch to batch, on models. */
final class States {
  private States() {}

  /** Changes the state as a batch says. */
  @FunctionalInterface
  interface Change<K, V, S> {
    /** Changes the map, which has what the batch before left. */
    void apply(Map<K, S> state, int batch, List<Tuple2<K, V>> records);
  }

  /** The state after each batch. */
  static <K, V, S> Model<Tuple2<K, S>> carry(
      Model<Tuple2<K, V>> model, Map<K, S> initial, Change<K, V, S> change, Spread spread) {
    Map<K, S> state = new LinkedHashMap<>(initial);
    return model.perBatch(
        (batch, partitions) -> {
          change.apply(state, batch, Model.concat(partitions));
          List<Tuple2<K, S>> pairs = new ArrayList<>();
          state.forEach((key, value) -> pairs.add(new Tuple2<>(key, value)));
          return Keyed.place(pairs, spread);
        });
  }

  /** Asks for a new state of every key that has one or is in the batch. */
  static <K, V, S> Model<Tuple2<K, S>> update(
      Model<Tuple2<K, V>> model,
      Map<K, S> initial,
      BiFunction<List<V>, Optional<S>, Optional<S>> function,
      Spread spread) {
    Change<K, V, S> change =
        (state, batch, records) -> {
          Set<K> keys = new LinkedHashSet<>(state.keySet());
          records.forEach(record -> keys.add(record._1()));
          for (K key : keys) {
            List<V> values =
                records.stream().filter(record -> record._1().equals(key)).map(Tuple2::_2).toList();
            function
                .apply(values, Optional.ofNullable(state.get(key)))
                .ifPresentOrElse(next -> state.put(key, next), () -> state.remove(key));
          }
        };
    return carry(model, initial, change, spread);
  }

  /** The sums of windows; a key that was in a window stays with 0. */
  static <K> Model<Tuple2<K, Integer>> sums(Model<Tuple2<K, Integer>> windows, Spread spread) {
    Change<K, Integer, Integer> change =
        (state, batch, records) -> {
          state.replaceAll((key, sum) -> 0);
          records.forEach(record -> state.merge(record._1(), record._2(), Integer::sum));
        };
    return carry(windows, Map.of(), change, spread);
  }
}
