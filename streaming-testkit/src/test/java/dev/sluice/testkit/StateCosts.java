package dev.sluice.testkit;

import dev.sluice.dstream.DStream;
import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Function3;
import dev.sluice.function.Tuple2;
import dev.sluice.rdd.RDD;
import dev.sluice.state.State;
import dev.sluice.state.StateSpec;
import dev.sluice.time.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * What state and windows cost for each batch, on two task threads and a manual clock: wall-clock
 * time of a whole batch, median and maximum of the second half of the batches, and the heap in use
 * after a collection. Arguments: {@code update | map | timeout | inverse | plain}, number of
 * batches. A measurement to be run by hand, after {@code mvn verify}:
 *
 * <pre>{@code
 * java -Xmx3g -cp 'streaming-testkit/target/test-classes:streaming-testkit/target/classes:examples/target/lib/*' \
 *   dev.sluice.testkit.StateCosts map 60
 * }</pre>
 */
public final class StateCosts {
  private static final int KEYS = 1_000_000;
  private static final int UPDATED = 100_000;
  private static final int WINDOW_KEYS = 10_000;
  private static final int WINDOW_RECORDS = 20_000;
  private static final Duration WINDOW = Durations.seconds(60);
  private static final Function3<Long, Optional<Integer>, State<Integer>, Integer> COUNT =
      (key, value, state) -> {
        int count = state.exists() ? state.get() + 1 : 1;
        state.update(count);
        return count;
      };

  private StateCosts() {}

  /** Measures one kind of program. */
  public static void main(String[] args) {
    String kind = args[0];
    int batches = Integer.parseInt(args[1]);
    boolean windows = kind.equals("inverse") || kind.equals("plain");
    List<List<Long>> input = windows ? windowInput(batches) : stateInput(batches);
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      DStream<Long> keys = streams.input(input);
      PairDStream<Long, Integer> pairs = keys.mapToPair(key -> new Tuple2<>(key, 1));
      switch (kind) {
        case "update" ->
            pairs
                .<Integer>updateStateByKey(
                    (values, state) -> Optional.of(state.orElse(0) + values.size()))
                .foreachRDD(rdd -> consume(rdd));
        case "map" -> pairs.mapWithState(StateSpec.function(COUNT)).foreachRDD(rdd -> consume(rdd));
        case "timeout" ->
            pairs
                .mapWithState(StateSpec.function(COUNT).timeout(Duration.ofHours(1)))
                .foreachRDD(rdd -> consume(rdd));
        case "inverse" ->
            pairs
                .reduceByKeyAndWindow(Integer::sum, (a, b) -> a - b, WINDOW, Durations.seconds(1))
                .foreachRDD(rdd -> consume(rdd));
        case "plain" ->
            pairs
                .reduceByKeyAndWindow(Integer::sum, WINDOW, Durations.seconds(1))
                .foreachRDD(rdd -> consume(rdd));
        default -> throw new IllegalArgumentException(kind);
      }
      streams.start();
      double[] ms = new double[batches];
      for (int batch = 0; batch < batches; batch++) {
        long begun = System.nanoTime();
        streams.advance(1);
        ms[batch] = (System.nanoTime() - begun) / 1e6;
      }
      double[] steady = Arrays.copyOfRange(ms, batches / 2, batches);
      Arrays.sort(steady);
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      System.out.printf(
          "%s: first batch %.0f ms, then median %.1f ms, max %.1f ms, heap %d MB (input lists"
              + " included)%n",
          kind,
          ms[0],
          steady[steady.length / 2],
          steady[steady.length - 1],
          (runtime.totalMemory() - runtime.freeMemory()) >> 20);
    }
  }

  private static <T> void consume(RDD<T> rdd) {
    rdd.count();
  }

  private static List<List<Long>> stateInput(int batches) {
    Random random = new Random(1);
    List<List<Long>> input = new ArrayList<>();
    List<Long> all = new ArrayList<>();
    for (long key = 0; key < KEYS; key++) {
      all.add(key);
    }
    input.add(all);
    for (int batch = 1; batch < batches; batch++) {
      int from = random.nextInt(KEYS - UPDATED);
      input.add(all.subList(from, from + UPDATED));
    }
    return input;
  }

  private static List<List<Long>> windowInput(int batches) {
    Random random = new Random(1);
    List<List<Long>> input = new ArrayList<>();
    for (int batch = 0; batch < batches; batch++) {
      List<Long> records = new ArrayList<>();
      for (int i = 0; i < WINDOW_RECORDS; i++) {
        records.add((long) random.nextInt(WINDOW_KEYS));
      }
      input.add(records);
    }
    return input;
  }
}
