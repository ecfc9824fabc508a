package dev.sluice.testkit;

import dev.sluice.dstream.DStreamGraph;
import dev.sluice.dstream.KeyedState;
import dev.sluice.dstream.OutputJob;
import dev.sluice.dstream.StateSnapshot;
import dev.sluice.function.Function3;
import dev.sluice.function.Tuple2;
import dev.sluice.io.Bytes;
import dev.sluice.io.ClassNames;
import dev.sluice.io.KryoSerializer;
import dev.sluice.io.LocalStorage;
import dev.sluice.io.Storage;
import dev.sluice.ledger.BatchInput;
import dev.sluice.ledger.Checkpoint.StateFiles;
import dev.sluice.state.State;
import dev.sluice.state.StateSpec;
import dev.sluice.state.StateStores;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What it costs to write and restore the state of {@code mapWithState} with a million keys of which
 * a batch touches a thousand, on two task threads: wall-clock time and bytes of full images and of
 * changes. Arguments: an empty directory for the files. A measurement to be run by hand:
 *
 * <pre>{@code
 * java -Xmx3g -cp 'streaming-testkit/target/test-classes:streaming-testkit/target/classes:examples/target/lib/*' \
 *   dev.sluice.testkit.StateFilesCosts target/state-costs
 * }</pre>
 */
public final class StateFilesCosts {
  private static final Duration SECOND = Durations.seconds(1);
  private static final int KEYS = 1_000_000;
  private static final int TOUCHED = 1_000;
  private static final int BATCHES = 20;
  private static final Function3<Long, Optional<Integer>, State<Integer>, Integer> COUNT =
      (key, value, state) -> {
        int count = state.exists() ? state.get() + 1 : 1;
        state.update(count);
        return count;
      };

  private StateFilesCosts() {}

  private static StateStores stores(Storage storage) {
    return new StateStores(storage, KryoSerializer.evolving(ClassNames.unrestricted()));
  }

  /** Measures a run, then restarts with as many partitions and with more. */
  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args[0]);
    Storage storage = new LocalStorage(directory);
    List<StateFiles> image = new ArrayList<>();
    List<StateFiles> chain = new ArrayList<>();
    withState(
        2,
        graph -> {
          KeyedState state = graph.states().get(0);
          Optional<StateFiles> last = Optional.empty();
          for (int batch = 1; batch <= BATCHES; batch++) {
            run(graph, new Time(1000L * batch));
            long before = bytes(directory);
            long begun = System.nanoTime();
            Time time = new Time(1000L * batch);
            try (StateSnapshot snapshot = state.snapshot(time).orElseThrow()) {
              last = Optional.of(snapshot.write(stores(storage), last));
            }
            report("write " + last.get().chain().size(), begun, bytes(directory) - before);
            (batch == 1 ? image : chain).add(last.get());
          }
          return 0;
        });
    StateFiles whole = chain.get(chain.size() - 1);
    for (int round = 0; round < 3; round++) {
      restore(2, image.get(0), storage, "image into 2");
      restore(2, whole, storage, "chain into 2");
      restore(3, whole, storage, "chain into 3");
    }
  }

  private static void restore(int partitions, StateFiles files, Storage storage, String what)
      throws Exception {
    withState(
        partitions,
        graph -> {
          long begun = System.nanoTime();
          graph.states().get(0).restore(files, files.time(), stores(storage));
          report("restore " + what, begun, 0);
          return 0;
        });
  }

  private interface Work {
    int on(DStreamGraph graph) throws Exception;
  }

  private static void withState(int partitions, Work work) throws Exception {
    try (TestStreams streams = TestStreams.create(SECOND)) {
      DStreamGraph graph =
          new DStreamGraph("test", streams.context().rddContext(), SECOND, true, false);
      graph
          .addSource(new ListSource<>(input(), 2, SECOND))
          .mapToPair(key -> new Tuple2<>(key, 1))
          .mapWithState(
              StateSpec.function(COUNT).numPartitions(partitions).timeout(Duration.ofHours(1)))
          .foreachRDD(rdd -> rdd.foreach(record -> {}));
      graph.start(
          new Time(0),
          new Time(0),
          (after, upTo, stream) -> new TreeMap<>(Map.of(upTo, batchInput(upTo, stream))));
      work.on(graph);
    }
  }

  private static void run(DStreamGraph graph, Time batch) throws Exception {
    for (OutputJob job : graph.generateJobs(batch)) {
      job.action().run();
    }
    graph.forget(batch);
  }

  private static void report(String what, long begun, long bytes) {
    System.out.printf("%s: %.1f ms, %d bytes%n", what, (System.nanoTime() - begun) / 1e6, bytes);
  }

  private static long bytes(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static List<List<Long>> input() {
    List<List<Long>> input = new ArrayList<>();
    input.add(LongStream.range(0, KEYS).boxed().toList());
    for (int batch = 1; batch <= BATCHES; batch++) {
      input.add(LongStream.range(0, TOUCHED).map(n -> n * 997).boxed().toList());
    }
    return input;
  }

  private static BatchInput batchInput(Time batch, int stream) {
    int index = (int) (batch.milliseconds() / 1000) - 1;
    Bytes descriptor = Bytes.of(ByteBuffer.allocate(Integer.BYTES).putInt(index).array());
    return new BatchInput(stream, 1, List.of(), descriptor, Map.of());
  }
}
