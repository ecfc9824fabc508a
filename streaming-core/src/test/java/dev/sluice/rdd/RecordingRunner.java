package dev.sluice.rdd;

import dev.sluice.engine.local.LocalEngine;
import dev.sluice.engine.local.LocalMaster;
import dev.sluice.engine.local.LocalSettings;
import dev.sluice.io.KryoSerializer;
import dev.sluice.time.ManualClock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Runs jobs elsewhere and records what was asked for. Thread-safe: its lists are synchronized. */
final class RecordingRunner implements PlanRunner, AutoCloseable {
  private static final int PARALLELISM = 2;

  /** Where jobs can run. */
  enum Place {
    /** On {@link TestRunner}. */
    NAIVE,
    /** On the embedded engine. */
    EMBEDDED
  }

  private final PlanRunner runner;
  private final Runnable end;
  private final List<Integer> partitionsRun = Collections.synchronizedList(new ArrayList<>());
  private final List<Long> unpersisted = Collections.synchronizedList(new ArrayList<>());

  private RecordingRunner(PlanRunner runner, Runnable end) {
    this.runner = runner;
    this.end = end;
  }

  static RecordingRunner at(Place place) {
    return at(place, 1);
  }

  static RecordingRunner at(Place place, int attempts) {
    if (place == Place.NAIVE) {
      return new RecordingRunner(new TestRunner(PARALLELISM, attempts), () -> {});
    }
    LocalSettings settings = LocalSettings.of(new LocalMaster(PARALLELISM, attempts));
    LocalEngine engine = new LocalEngine(settings, new ManualClock(), new KryoSerializer());
    return new RecordingRunner(engine, engine::close);
  }

  /** The partitions of all jobs so far, in order. */
  List<Integer> partitionsRun() {
    return partitionsRun;
  }

  List<Long> unpersisted() {
    return unpersisted;
  }

  @Override
  public int defaultParallelism() {
    return runner.defaultParallelism();
  }

  @Override
  public <T, R> List<R> run(
      Plan<T> plan, List<Integer> partitions, PartitionFunction<T, R> function) {
    partitionsRun.addAll(partitions);
    return runner.run(plan, partitions, function);
  }

  @Override
  public void unpersist(long planId) {
    unpersisted.add(planId);
    runner.unpersist(planId);
  }

  @Override
  public <T> Broadcast<T> broadcast(T value) {
    return runner.broadcast(value);
  }

  @Override
  public void close() {
    end.run();
  }
}
