package dev.sluice.testkit;

import dev.sluice.io.Storage;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A whole program that {@link CrashingStorage#atEveryCall} crashes: it runs for some batches, on a
 * manual clock and with its checkpoint directory in the storage. After a crash it is made anew and
 * goes on, with the clock where it was or some batches later. What came of it are its outputs, the
 * last ones of each batch, which must be those of the program that never crashed.
 *
 * <pre>{@code
 * int crashes =
 *     CrashingStorage.atEveryCall(
 *         42,
 *         () ->
 *             new CrashingProgram(
 *                 new StreamingConf().set("streaming.checkpoint.interval", "2s"),
 *                 Durations.seconds(1),
 *                 8,
 *                 (streams, outputs) ->
 *                     outputs.keep(
 *                         "totals",
 *                         streams
 *                             .input(List.of(List.of("a", "b"), List.of("a")))
 *                             .mapToPair(word -> new Tuple2<>(word, 1))
 *                             .<Integer>updateStateByKey(
 *                                 (ones, total) ->
 *                                     Optional.of(total.orElse(0) + ones.size())))));
 * }</pre>
 *
 * <p>Confined to the test's thread.
 */
public final class CrashingProgram
    implements CrashScenario<Map<String, NavigableMap<Time, Map<Object, Integer>>>> {
  private final StreamingConf conf;
  private final Duration interval;
  private final int batches;
  private final Definition definition;
  private final BatchOutputs outputs = new BatchOutputs();
  private World world = time -> {};
  private int downFor;
  private int batch;
  private boolean hasStarted;

  /**
   * A program that has not run.
   *
   * @param conf as for {@link TestStreams#create(StreamingConf, Duration)}
   * @param batches how many batches it runs for
   */
  public CrashingProgram(
      StreamingConf conf, Duration interval, int batches, Definition definition) {
    this.conf = conf;
    this.interval = interval;
    this.batches = batches;
    this.definition = definition;
  }

  /** Makes the streams of a program, for each of its starts the same ones. */
  @FunctionalInterface
  public interface Definition {
    /** Defines inputs on the context of the streams, and keeps outputs. */
    void define(TestStreams streams, BatchOutputs outputs) throws Exception;
  }

  /** What happens outside the program, such as files that appear. */
  @FunctionalInterface
  public interface World {
    /** Lets happen what happens before a batch; called once for each, whether the program runs. */
    void before(Time batch) throws Exception;
  }

  /** Lets things happen outside; returns this. */
  public CrashingProgram in(World newWorld) {
    world = newWorld;
    return this;
  }

  /** Has the program stay down after a crash while so many batch times pass; returns this. */
  public CrashingProgram downFor(int batchTimes) {
    downFor = batchTimes;
    return this;
  }

  @Override
  public Map<String, NavigableMap<Time, Map<Object, Integer>>> run(Storage storage)
      throws Exception {
    for (int down = 0; hasStarted && down < downFor && batch < batches; down++) {
      passBatch();
    }
    try (TestStreams streams = TestStreams.create(conf, interval, time(batch))) {
      streams.context().checkpoint(storage);
      definition.define(streams, outputs);
      streams.start();
      hasStarted = true;
      streams.advance(0);
      while (batch < batches) {
        passBatch();
        streams.advance(1);
      }
    }
    return outputs.all();
  }

  private void passBatch() throws Exception {
    batch++;
    world.before(time(batch));
  }

  private Time time(int number) {
    return new Time(interval.multipliedBy(number).toMillis());
  }

  @Override
  public void compare(
      Map<String, NavigableMap<Time, Map<Object, Integer>>> crashFree,
      Map<String, NavigableMap<Time, Map<Object, Integer>>> crashed) {
    TreeSet<String> names = new TreeSet<>(crashFree.keySet());
    names.addAll(crashed.keySet());
    for (String name : names) {
      compare(
          name,
          crashFree.getOrDefault(name, new TreeMap<>()),
          crashed.getOrDefault(name, new TreeMap<>()));
    }
  }

  private static void compare(
      String name,
      NavigableMap<Time, Map<Object, Integer>> crashFree,
      NavigableMap<Time, Map<Object, Integer>> crashed) {
    TreeSet<Time> times = new TreeSet<>(crashFree.keySet());
    times.addAll(crashed.keySet());
    for (Time time : times) {
      if (!Objects.equals(crashFree.get(time), crashed.get(time))) {
        throw new AssertionError(
            "\"%s\" of batch %s: expected %s, found %s"
                .formatted(name, time, crashFree.get(time), crashed.get(time)));
      }
    }
  }
}
