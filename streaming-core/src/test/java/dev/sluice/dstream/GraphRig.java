package dev.sluice.dstream;

import dev.sluice.engine.local.LocalEngine;
import dev.sluice.engine.local.LocalMaster;
import dev.sluice.engine.local.LocalSettings;
import dev.sluice.io.Bytes;
import dev.sluice.io.KryoSerializer;
import dev.sluice.ledger.BatchInput;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.RddContext;
import dev.sluice.time.ManualClock;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A graph with two task threads, driven by hand. Its inputs have something for every second: the
 * number of the second as their record. Confined to the test's thread.
 */
final class GraphRig implements AutoCloseable {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final LocalEngine engine;
  private final DStreamGraph graph;

  /** With batches of one second. */
  GraphRig() {
    this(SECOND);
  }

  GraphRig(Duration interval) {
    engine =
        new LocalEngine(
            LocalSettings.of(new LocalMaster(2, 1)), new ManualClock(), new KryoSerializer());
    graph = new DStreamGraph("test", new RddContext(engine), interval, true, false);
  }

  DStreamGraph graph() {
    return graph;
  }

  LocalEngine engine() {
    return engine;
  }

  InputDStream<Long> numbers() {
    return graph.addSource(new Numbers());
  }

  /** Starts for the first time. */
  void start() {
    restart(0, 0);
  }

  /**
   * Starts again.
   *
   * @param begin the batch after which states begin that are not restored
   * @param forgotten the newest batch whose input is no longer known
   */
  void restart(int begin, int forgotten) {
    graph.start(
        new Time(0),
        time(begin),
        (after, upTo, stream) -> inputs(after.max(time(forgotten)), upTo, stream));
  }

  static NavigableMap<Time, BatchInput> inputs(Time after, Time upTo, int stream) {
    NavigableMap<Time, BatchInput> inputs = new TreeMap<>();
    for (Time batch : after.floor(SECOND).plus(SECOND).to(upTo, SECOND)) {
      inputs.put(batch, new BatchInput(stream, 1, List.of(), Bytes.EMPTY, Map.of()));
    }
    return inputs;
  }

  /** Generates the jobs of a batch of one second. */
  List<OutputJob> generate(int batch) {
    return graph.generateJobs(time(batch));
  }

  /** Generates, runs and forgets batches. */
  void run(int from, int to) throws Exception {
    for (int batch = from; batch <= to; batch++) {
      finish(generate(batch), batch);
    }
  }

  void finish(List<OutputJob> jobs, int batch) throws Exception {
    for (OutputJob job : jobs) {
      job.action().run();
    }
    graph.forget(graph.settled(time(batch)));
  }

  static Time time(int batch) {
    return new Time(batch * SECOND.toMillis());
  }

  @Override
  public void close() {
    engine.close();
  }

  /** The number of the batch, in every batch. */
  private static final class Numbers implements InputSource<Long> {
    @Override
    public String name() {
      return "Numbers";
    }

    @Override
    public Guarantee guarantee() {
      return Guarantee.REPLAYABLE;
    }

    @Override
    public BatchInput plan(Time batch, int streamId) {
      return BatchInput.nothing(streamId);
    }

    @Override
    public RDD<Long> read(RddContext context, Time batch, BatchInput input) {
      return context.parallelize(List.of(batch.milliseconds() / SECOND.toMillis()), 2);
    }
  }
}
