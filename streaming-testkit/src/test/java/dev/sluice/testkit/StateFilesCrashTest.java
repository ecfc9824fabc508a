package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dstream.DStreamGraph;
import dev.sluice.dstream.KeyedState;
import dev.sluice.dstream.OutputJob;
import dev.sluice.dstream.StateSnapshot;
import dev.sluice.function.Function3;
import dev.sluice.function.Tuple2;
import dev.sluice.io.Bytes;
import dev.sluice.io.ClassNames;
import dev.sluice.io.KryoSerializer;
import dev.sluice.io.Storage;
import dev.sluice.ledger.BatchInput;
import dev.sluice.ledger.Checkpoint.StateFiles;
import dev.sluice.state.State;
import dev.sluice.state.StateSpec;
import dev.sluice.state.StateStore;
import dev.sluice.state.StateStores;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Files of keyed state when the program crashes while it writes or deletes them. */
class StateFilesCrashTest {
  private static StateStores stores(Storage storage) {
    return new StateStores(storage, KryoSerializer.evolving(ClassNames.unrestricted()));
  }

  private static final Duration SECOND = Durations.seconds(1);
  private static final int BATCHES = 8;
  private static final long SEED = 11;
  private static final Function3<Integer, Optional<Integer>, State<Integer>, Integer> SUM =
      (key, value, state) -> {
        int sum = state.getOption().orElse(0) + value.orElse(0);
        if (key == 3 && sum > 12) {
          state.remove();
        } else {
          state.update(sum);
        }
        return sum;
      };

  /** Writes the state of every second batch; goes on from what was written last. */
  private static final class Program implements CrashScenario<Map<Integer, Integer>> {
    private Optional<StateFiles> last = Optional.empty();

    @Override
    public Map<Integer, Integer> run(Storage storage) throws Exception {
      Map<Integer, Integer> states = new TreeMap<>();
      try (TestStreams streams = TestStreams.create(SECOND)) {
        DStreamGraph graph =
            new DStreamGraph("test", streams.context().rddContext(), SECOND, true, false);
        graph
            .addSource(new ListSource<>(input(), 2, SECOND))
            .mapToPair(n -> new Tuple2<>(n % 7, n))
            .mapWithState(StateSpec.function(SUM).numPartitions(2))
            .stateSnapshots()
            .foreachRDD(
                rdd -> {
                  states.clear();
                  rdd.collect().forEach(pair -> states.put(pair._1(), pair._2()));
                });
        graph.start(
            new Time(0),
            new Time(0),
            (after, upTo, stream) -> new TreeMap<>(Map.of(upTo, batchInput(upTo, stream))));
        KeyedState state = graph.states().get(0);
        if (last.isPresent()) {
          state.restore(last.get(), last.get().time(), stores(storage));
        }
        int done = last.map(files -> (int) (files.time().milliseconds() / 1000)).orElse(0);
        for (int batch = done + 1; batch <= BATCHES + 1; batch++) {
          run(graph, new Time(1000L * batch));
          if (batch % 2 == 0) {
            write(state, new Time(1000L * batch), storage);
          }
        }
      }
      return states;
    }

    private void write(KeyedState state, Time batch, Storage storage) throws Exception {
      try (StateSnapshot snapshot = state.snapshot(batch).orElseThrow()) {
        StateFiles files = snapshot.write(stores(storage), last);
        last = Optional.of(files);
        Set<Time> kept = new HashSet<>(files.chain());
        StateStore.prune(storage, state.id(), kept);
      }
    }

    private static void run(DStreamGraph graph, Time batch) throws Exception {
      for (OutputJob job : graph.generateJobs(batch)) {
        job.action().run();
      }
      graph.forget(batch);
    }

    private static List<List<Integer>> input() {
      List<List<Integer>> input = new ArrayList<>();
      for (int batch = 0; batch <= BATCHES; batch++) {
        input.add(batch == 0 ? List.of(0, 1, 2, 3, 4, 5, 6) : List.of(batch, batch + 7, batch * 2));
      }
      return input;
    }

    private static BatchInput batchInput(Time batch, int stream) {
      int index = (int) (batch.milliseconds() / 1000) - 1;
      Bytes descriptor = Bytes.of(ByteBuffer.allocate(Integer.BYTES).putInt(index).array());
      return new BatchInput(stream, 1, List.of(), descriptor, Map.of());
    }
  }

  @Test
  void what_was_written_last_is_good_whenever_the_program_crashes() {
    int crashes = CrashingStorage.atEveryCall(SEED, Program::new);

    assertThat(crashes).isGreaterThan(8);
  }
}
