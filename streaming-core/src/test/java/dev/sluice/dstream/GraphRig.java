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
import java.util.Optional;

/**
 * A graph with batches of one second and two task threads, driven by hand, whose input has the
 * number of the batch as its record. Confined to the test's thread.
 */
final class GraphRig implements AutoCloseable {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final LocalEngine engine;
  private final DStreamGraph graph;

  GraphRig() {
    engine =
        new LocalEngine(
            LocalSettings.of(new LocalMaster(2, 1)), new ManualClock(), new KryoSerializer());
    graph = new DStreamGraph(new RddContext(engine), SECOND, true);
  }

  LocalEngine engine() {
    return engine;
  }

  DStreamGraph graph() {
    return graph;
  }

  InputDStream<Long> numbers() {
    return graph.addSource(new Numbers());
  }

  void start() {
    graph.start(
        new Time(0),
        (batch, stream) ->
            Optional.of(new BatchInput(stream, 1, List.of(), Bytes.EMPTY, Map.of())));
  }

  /** Generates the jobs of a batch. */
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
    graph.forget(time(batch));
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
