package dev.sluice.testkit.semantics;

import dev.sluice.function.Tuple2;
import dev.sluice.state.State;
import dev.sluice.time.Time;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A running sum for each key: 0 removes it, 3 is not added, and it may time out. As functions for
 * {@code mapWithState}, and as the model of what these do. Immutable.
 *
 * @param timeout in batches
 */
record Tally(Map<String, Integer> initial, int timeout) {
  private static final int REMOVES = 0;
  private static final int IGNORED = 3;

  /** A sum and the batch that last had a record of the key. */
  record Entry(int sum, int batch) {}

  static String track(String key, Optional<Integer> value, State<Integer> state) {
    if (state.isTimingOut()) {
      return key + " out " + state.get();
    }
    int number = value.orElseThrow();
    int sum = state.getOption().orElse(0) + number;
    if (number == REMOVES && state.exists()) {
      state.remove();
    } else if (number != IGNORED) {
      state.update(sum);
    }
    return key + " " + sum;
  }

  static Optional<String> trackEven(
      Time batch, String key, Optional<Integer> value, State<Integer> state) {
    String text = track(key, value, state);
    return even(text).stream().findFirst();
  }

  static List<String> even(String text) {
    return (text.charAt(text.length() - 1) - '0') % 2 == 0 ? List.of(text) : List.of();
  }

  /** The entries after each batch. */
  Model<Tuple2<String, Entry>> states(Model<Tuple2<String, Integer>> model, Spread spread) {
    return States.carry(
        model, Map.of(), (state, batch, records) -> run(state, batch, records), spread);
  }

  /** What is said of each record, and of each key that times out. */
  Model<String> mapped(Model<Tuple2<String, Integer>> model, Spread spread) {
    Map<String, Entry> state = new LinkedHashMap<>();
    Model<Tuple2<String, String>> said =
        model.perBatch(
            (batch, partitions) ->
                Keyed.place(run(state, batch, Model.concat(partitions)), spread));
    return said.map(Tuple2::_2);
  }

  private List<Tuple2<String, String>> run(
      Map<String, Entry> state, int batch, List<Tuple2<String, Integer>> records) {
    if (batch == 1) {
      initial.forEach((key, sum) -> state.put(key, new Entry(sum, batch)));
    }
    List<Tuple2<String, String>> said = new ArrayList<>();
    records.forEach(record -> said.add(add(state, batch, record._1(), record._2())));
    new HashMap<>(state)
        .forEach(
            (key, entry) -> {
              if (entry.batch() < batch - timeout) {
                said.add(new Tuple2<>(key, key + " out " + entry.sum()));
                state.remove(key);
              }
            });
    return said;
  }

  private static Tuple2<String, String> add(
      Map<String, Entry> state, int batch, String key, int number) {
    Entry before = state.get(key);
    int sum = (before == null ? 0 : before.sum()) + number;
    if (number == REMOVES && before != null) {
      state.remove(key);
    } else if (number != IGNORED) {
      state.put(key, new Entry(sum, batch));
    } else if (before != null) {
      state.put(key, new Entry(before.sum(), batch));
    }
    return new Tuple2<>(key, key + " " + sum);
  }
}
