package dev.sluice.dstream;

import dev.sluice.function.Function;
import dev.sluice.function.Function3;
import dev.sluice.function.Tuple2;
import dev.sluice.ledger.Checkpoint.StateFiles;
import dev.sluice.rdd.HashPartitioner;
import dev.sluice.rdd.PairRDD;
import dev.sluice.state.State;
import dev.sluice.state.StateSpec;
import dev.sluice.state.StateStores;
import dev.sluice.time.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A program with one state, in batches of one second, and what it gave. Confined to the test's
 * thread.
 */
final class StateProgram implements AutoCloseable {
  private static final Function3<String, Optional<Integer>, State<Integer>, String> COUNT =
      (key, one, state) -> {
        int count = state.getOption().orElse(0) + one.orElse(0);
        if (state.isTimingOut()) {
          return key + " gone at " + count;
        }
        if (count == 4) {
          state.remove();
          return key + " full";
        }
        state.update(count);
        return key + " " + count;
      };

  /** How many keys there are in {@link #few}. */
  static final int KEYS = 1000;

  /** How many keys a batch of {@link #few} has but for the first. */
  static final int TOUCHED = 10;

  private final GraphRig rig = new GraphRig();
  private final Map<Integer, Set<Object>> outputs = new HashMap<>();
  private final Map<Integer, Map<String, Integer>> states = new HashMap<>();

  private StateProgram() {}

  static List<String> keys(int from, int count) {
    return IntStream.range(from, from + count).mapToObj(n -> "k" + n).toList();
  }

  /** All keys in the first batch, then a few in each. */
  static List<String> few(long batch) {
    return batch == 1 ? keys(0, KEYS) : keys((int) batch * TOUCHED, TOUCHED);
  }

  /** Every key in the batches whose number it divides, and in the first. */
  static List<String> divisors(long batch) {
    List<String> keys = new ArrayList<>();
    for (int n = 1; n <= 40; n++) {
      if (batch % n == 0 || batch == 1) {
        keys.add("k" + n);
      }
    }
    return keys;
  }

  static List<Time> times(int... batches) {
    return IntStream.of(batches).mapToObj(GraphRig::time).toList();
  }

  /** Counts keys by {@code mapWithState}; a key that was counted four times begins anew. */
  static StateProgram mapping(Function<Long, List<String>> keys, int partitions) {
    return mapping(keys, StateSpec.function(COUNT).numPartitions(partitions));
  }

  /** The same; a key that was not seen for so long times out. */
  static StateProgram timing(Function<Long, List<String>> keys, int partitions, Duration timeout) {
    return mapping(keys, StateSpec.function(COUNT).numPartitions(partitions).timeout(timeout));
  }

  private static StateProgram mapping(
      Function<Long, List<String>> keys, StateSpec<String, Integer, Integer, String> spec) {
    StateProgram program = new StateProgram();
    MapWithStateDStream<String, Integer, Integer, String> mapped =
        program.ones(keys).mapWithState(spec);
    mapped.foreachRDD(
        (rdd, time) ->
            program.outputs.put(batch(time.milliseconds()), new HashSet<>(rdd.collect())));
    mapped
        .stateSnapshots()
        .foreachRDD((rdd, time) -> program.keep(time.milliseconds(), rdd.collect()));
    program.rig.start();
    return program;
  }

  /** Counts keys by {@code updateStateByKey}, beginning with 100 of a key "initial". */
  static StateProgram updating(Function<Long, List<String>> keys, int partitions) {
    StateProgram program = new StateProgram();
    PairDStream<String, Integer> ones = program.ones(keys);
    PairRDD<String, Integer> initial =
        ones.operator().graph().rdds().parallelizePairs(List.of(new Tuple2<>("initial", 100)));
    ones.<Integer>updateStateByKey(
            (values, state) -> Optional.of(state.orElse(0) + values.size()),
            new HashPartitioner(partitions),
            initial)
        .foreachRDD((rdd, time) -> program.keep(time.milliseconds(), rdd.collect()));
    program.rig.start();
    return program;
  }

  private PairDStream<String, Integer> ones(Function<Long, List<String>> keys) {
    return rig.numbers().flatMap(keys::call).mapToPair(key -> new Tuple2<>(key, 1));
  }

  private static int batch(long milliseconds) {
    return Math.toIntExact(milliseconds / 1000);
  }

  private void keep(long milliseconds, List<Tuple2<String, Integer>> pairs) {
    Map<String, Integer> all = new HashMap<>();
    pairs.forEach(pair -> all.put(pair._1(), pair._2()));
    states.put(batch(milliseconds), all);
  }

  GraphRig rig() {
    return rig;
  }

  KeyedState state() {
    return rig.graph().states().get(0);
  }

  StateProgram run(int from, int to) throws Exception {
    rig.run(from, to);
    return this;
  }

  /** What the function made in a batch. */
  Set<Object> output(int batch) {
    return outputs.getOrDefault(batch, Set.of());
  }

  /** The states after a batch. */
  Map<String, Integer> states(int batch) {
    return states.getOrDefault(batch, Map.of());
  }

  /** Writes the state after a batch. */
  StateFiles write(int batch, StateStores storage, Optional<StateFiles> last) throws IOException {
    try (StateSnapshot snapshot = state().snapshot(GraphRig.time(batch)).orElseThrow()) {
      return snapshot.write(storage, last);
    }
  }

  StateProgram restored(StateFiles files, StateStores storage) throws IOException {
    state().restore(files, files.time(), storage);
    return this;
  }

  @Override
  public void close() {
    rig.close();
  }
}
