package dev.sluice.engine.local;

import dev.sluice.engine.BlockStore;
import dev.sluice.engine.Control;
import dev.sluice.engine.Engine;
import dev.sluice.engine.EngineException;
import dev.sluice.engine.EngineTraits;
import dev.sluice.engine.JobHandle;
import dev.sluice.engine.JobOptions;
import dev.sluice.engine.LongTask;
import dev.sluice.engine.LongTaskContext;
import dev.sluice.engine.LongTaskSpec;
import dev.sluice.io.Serializer;
import dev.sluice.rdd.Broadcast;
import dev.sluice.rdd.PartitionFunction;
import dev.sluice.rdd.Plan;
import dev.sluice.rdd.PlanRunner;
import dev.sluice.time.Clock;
import dev.sluice.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The engine inside the user's process. Its worker threads {@code sluice-task-k} start with the
 * first tasks; a thread that waits for a job runs some of the tasks itself. Tasks find the services
 * {@link Engine}, {@link PlanRunner}, {@link BlockStore}, {@link Control}, {@link Clock} and {@link
 * Serializer}.
 *
 * <p>What a shuffle yields stays on the heap, outside the bound of the block store, until the plan
 * node is unreachable. A function must not change records it is given, but a combiner may change
 * the first of its arguments.
 *
 * <p>Thread-safe: it only hands out thread-safe parts.
 */
public final class LocalEngine implements Engine {
  private final LocalSettings settings;
  private final TaskPool pool;
  private final ShuffleStore shuffles = new ShuffleStore();
  private final LocalControl control = new LocalControl();
  private final LocalBlockStore blocks;
  private final KeptPartitions kept;
  private final Jobs jobs;
  private final LongTasks longTasks;

  /**
   * An engine with no threads yet.
   *
   * @param clock what long tasks and tasks are given as the time
   * @param serializer the form of blocks that are kept as bytes, of logged blocks and object files
   */
  public LocalEngine(LocalSettings settings, Clock clock, Serializer serializer) {
    this.settings = settings;
    this.pool = new TaskPool(settings.threads());
    this.blocks =
        new LocalBlockStore(
            settings.memoryBytes(), new SpillDirectory(settings.spillDirectory()), serializer);
    this.kept = new KeptPartitions(blocks);
    this.longTasks = new LongTasks(new Context(clock, blocks, serializer, control));
    Services services =
        new Services(
            Map.of(
                Engine.class, this,
                PlanRunner.class, this,
                BlockStore.class, blocks,
                Control.class, control,
                Clock.class, clock,
                Serializer.class, serializer));
    this.jobs = new Jobs(pool, settings.maxFailures(), shuffles, kept, services);
  }

  @Override
  public EngineTraits traits() {
    int threads = settings.threads();
    String name = "embedded, " + threads + (threads == 1 ? " task thread" : " task threads");
    return new EngineTraits(name, true, threads, 1);
  }

  @Override
  public int defaultParallelism() {
    return settings.defaultParallelism();
  }

  @Override
  public <T, R> JobHandle<R> submit(
      Plan<T> plan,
      List<Integer> partitions,
      PartitionFunction<T, R> function,
      JobOptions options) {
    return jobs.submit(plan, partitions, function, options);
  }

  @Override
  public <T, R> List<R> run(
      Plan<T> plan, List<Integer> partitions, PartitionFunction<T, R> function) {
    return jobs.run(plan, partitions, function, JobOptions.current());
  }

  @Override
  public void cancelGroup(String group, String reason) {
    jobs.cancelGroup(group, reason);
  }

  @Override
  public LongTask launch(LongTaskSpec spec, Optional<String> preferredHost) {
    return longTasks.launch(spec);
  }

  @Override
  public BlockStore blocks() {
    return blocks;
  }

  @Override
  public Control control() {
    return control;
  }

  @Override
  public void unpersist(long planId) {
    kept.unpersist(planId);
  }

  @Override
  public <T> Broadcast<T> broadcast(T value) {
    return new LocalBroadcast<>(value);
  }

  /**
   * Cancels all jobs, interrupts long tasks, waits for the threads and deletes what was kept.
   *
   * @throws IllegalStateException if called by a task
   */
  @Override
  public List<String> close(Duration patience) {
    if (pool.isWorker()) {
      throw new IllegalStateException(
          "Cannot close the engine: it would wait for itself, found a call by one of its tasks");
    }
    jobs.close();
    List<Thread> threads = new ArrayList<>(longTasks.close());
    threads.addAll(pool.close());
    List<String> left = join(threads, Deadline.in(patience));
    shuffles.clear();
    blocks.close();
    return left;
  }

  @Override
  public void close() {
    List<String> left = close(settings.closeTimeout());
    if (!left.isEmpty()) {
      throw new EngineException(
          "Cannot end all threads of the engine: they did not heed their interrupt, found "
              + left
              + " alive after "
              + settings.closeTimeout().toMillis()
              + " ms, expected none",
          null);
    }
  }

  /** Waits for threads to end; answers with the names of those that did not. */
  private static List<String> join(List<Thread> threads, Deadline deadline) {
    List<String> left = new ArrayList<>();
    boolean interrupted = false;
    for (Thread thread : threads) {
      if (thread == Thread.currentThread()) {
        continue;
      }
      try {
        if (!interrupted) {
          thread.join(deadline.leftMs());
        }
      } catch (InterruptedException hurry) {
        interrupted = true;
      }
      if (thread.isAlive()) {
        left.add(thread.getName());
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return left;
  }

  /** What long tasks are given. Immutable. */
  private record Context(Clock clock, BlockStore blocks, Serializer serializer, Control control)
      implements LongTaskContext {
    @Override
    public String host() {
      return LongTasks.HOST;
    }
  }
}
