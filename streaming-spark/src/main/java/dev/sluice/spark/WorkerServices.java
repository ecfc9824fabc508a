package dev.sluice.spark;

import dev.sluice.engine.BlockStore;
import dev.sluice.engine.Control;
import dev.sluice.engine.LongTaskContext;
import dev.sluice.io.Serializer;
import dev.sluice.time.Clock;
import dev.sluice.time.SystemClock;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.spark.SparkEnv;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one process offers to the tasks of one engine: made with the first task that asks, or by the
 * driver for itself. Thread-safe: immutable but for the map of them all, which is concurrent.
 */
final class WorkerServices implements LongTaskContext {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerServices.class);
  private static final ConcurrentMap<String, WorkerServices> ALL = new ConcurrentHashMap<>();

  private final Clock clock;
  private final Serializer serializer;
  private final BlockStore blocks;
  private final Control control;

  WorkerServices(Clock clock, Serializer serializer, BlockStore blocks, Control control) {
    this.clock = clock;
    this.serializer = serializer;
    this.blocks = blocks;
    this.control = control;
  }

  static WorkerServices of(EngineHandle engine) {
    return ALL.computeIfAbsent(engine.id(), id -> ofExecutor(engine));
  }

  private static WorkerServices ofExecutor(EngineHandle engine) {
    return new WorkerServices(
        new SystemClock(failure -> LOG.error("A task of the clock failed", failure)),
        engine.serializer(),
        new SparkBlocks(engine.id(), engine.serializer()),
        WorkerControl.open(engine));
  }

  /** The driver's own services, for tasks that run in its process. */
  static void offer(String engineId, WorkerServices services) {
    ALL.put(engineId, services);
  }

  static void withdraw(String engineId) {
    ALL.remove(engineId);
  }

  <S> S get(Class<S> type) {
    for (Object service : List.of(clock, serializer, blocks, control)) {
      if (type.isInstance(service)) {
        return type.cast(service);
      }
    }
    throw new IllegalArgumentException(
        "Cannot find a service: found none of type "
            + type.getName()
            + ", expected one of BlockStore, Clock, Control, Serializer");
  }

  @Override
  public String host() {
    return SparkEnv.get().blockManager().blockManagerId().host();
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public BlockStore blocks() {
    return blocks;
  }

  @Override
  public Serializer serializer() {
    return serializer;
  }

  @Override
  public Control control() {
    return control;
  }
}
