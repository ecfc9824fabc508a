package dev.sluice.engine.local;

import dev.sluice.engine.JobOptions;
import dev.sluice.rdd.JobException;
import dev.sluice.rdd.PartitionFunction;
import dev.sluice.rdd.Plan;
import dev.sluice.rdd.Records;
import dev.sluice.rdd.Shuffle;
import dev.sluice.time.Clock;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that run. A shuffle that several jobs need is computed by the first; when that one ends
 * before its stage does, another job begins it again. Thread-safe: guarded by its monitor, which is
 * never held while tasks run.
 */
final class Jobs {
  private final TaskPool pool;
  private final int maxFailures;
  private final ShuffleStore shuffles;
  private final Lineage lineage;
  private final TaskRuntime runtime;
  private final Set<Job<?>> active = new LinkedHashSet<>();
  private final IdentityHashMap<ShuffleOutput<?, ?, ?>, MapStage> stages = new IdentityHashMap<>();
  private boolean closed;

  Jobs(
      TaskPool pool,
      int maxFailures,
      ShuffleStore shuffles,
      KeptPartitions kept,
      Services services) {
    this.pool = pool;
    this.maxFailures = maxFailures;
    this.shuffles = shuffles;
    this.lineage = new Lineage(shuffles, kept);
    this.runtime = new TaskRuntime(shuffles, kept, this::computeAgain, services);
  }

  /** Begins a job without waiting for it. */
  <T, R> Job<R> submit(
      Plan<T> plan,
      List<Integer> partitions,
      PartitionFunction<T, R> function,
      JobOptions options) {
    Job<R> job = create(plan, partitions, options);
    begin(job, function);
    return job;
  }

  /** Runs a job, on the calling thread as far as possible. */
  <T, R> List<R> run(
      Plan<T> plan,
      List<Integer> partitions,
      PartitionFunction<T, R> function,
      JobOptions options) {
    Job<R> job = create(plan, partitions, options);
    return job.await(() -> begin(job, function));
  }

  void help(Job<?> job, Runnable first) throws InterruptedException {
    pool.help(job, first);
  }

  /** Cancels the jobs of a group; jobs without a group are in none. */
  void cancelGroup(String group, String reason) {
    snapshot().stream()
        .filter(job -> !group.isEmpty())
        .filter(job -> job.options().group().equals(group))
        .forEach(job -> job.cancel(reason));
  }

  /** Cancels all jobs and refuses new ones. */
  void close() {
    synchronized (this) {
      closed = true;
    }
    snapshot().forEach(job -> job.cancel("the engine was closed"));
  }

  /** Ends a job, with a failure or without; no effect if it is over. */
  synchronized void end(Job<?> job, @Nullable JobException failure) {
    if (!job.finish(failure)) {
      return;
    }
    active.remove(job);
    TaskSet resultTasks = job.resultTasks();
    if (resultTasks != null) {
      resultTasks.cancel();
    }
    for (MapStage stage : List.copyOf(job.awaited())) {
      stage.waiting().remove(job);
      if (stage.owner() == job) {
        stage.tasks().cancel();
        release(stage);
      }
    }
    pool.wakeHelpers();
  }

  private synchronized List<Job<?>> snapshot() {
    return List.copyOf(active);
  }

  private static void check(Plan<?> plan, List<Integer> partitions) {
    for (int partition : partitions) {
      if (partition < 0 || partition >= plan.partitions()) {
        throw new IllegalArgumentException(
            "Cannot run a job: found partition "
                + partition
                + ", expected one from 0 to "
                + (plan.partitions() - 1));
      }
    }
  }

  private <R> Job<R> create(Plan<?> plan, List<Integer> partitions, JobOptions options) {
    check(plan, partitions);
    return new Job<>(this, plan, partitions, options);
  }

  @SuppressWarnings("unchecked")
  private synchronized <T, R> void begin(Job<R> job, PartitionFunction<T, R> function) {
    if (closed) {
      throw new IllegalStateException(
          "Cannot run a job: the engine is closed, expected one that is open");
    }
    TaskSet tasks =
        tasks(
            job,
            job.partitions(),
            "result stage",
            (reader, index) -> {
              Records<T> records =
                  (Records<T>) reader.records(job.plan(), job.partitions().get(index));
              job.setResult(index, function.call(reader.context(), records));
            },
            () -> end(job, null));
    tasks.wantedBy(job);
    job.setResultTasks(tasks);
    active.add(job);
    if (job.partitions().isEmpty()) {
      end(job, null);
    } else {
      advance(job);
    }
  }

  /** Begins what can be begun of a job: the stages nothing is missing for, at last its result. */
  private void advance(Job<?> job) {
    if (job.isOver()) {
      return;
    }
    try {
      List<Shuffle<?, ?, ?>> missing = lineage.ready(job.plan(), job.partitions());
      while (!missing.isEmpty()) {
        boolean waits = false;
        for (Shuffle<?, ?, ?> shuffle : missing) {
          waits |= await(job, shuffle);
        }
        if (waits) {
          return;
        }
        missing = lineage.ready(job.plan(), job.partitions());
      }
      TaskSet resultTasks = job.resultTasks();
      if (resultTasks != null) {
        resultTasks.start();
      }
    } catch (RuntimeException | Error failure) {
      end(job, job.failure(failure));
    }
  }

  /** Makes a job wait for a shuffle; false if there is nothing to wait for. */
  private <K, V, C> boolean await(Job<?> job, Shuffle<K, V, C> shuffle) {
    ShuffleOutput<K, V, C> output = shuffles.of(shuffle);
    if (shuffle.parent().partitions() == 0) {
      output.complete(List.of());
      return false;
    }
    MapStage running = stages.get(output);
    MapStage stage = running == null ? mapStage(job, shuffle, output) : running;
    job.awaited().add(stage);
    stage.waiting().add(job);
    stage.tasks().wantedBy(job);
    if (running == null) {
      stages.put(output, stage);
      stage.tasks().start();
    } else {
      pool.wakeHelpers();
    }
    return true;
  }

  private <K, V, C> MapStage mapStage(
      Job<?> job, Shuffle<K, V, C> shuffle, ShuffleOutput<K, V, C> output) {
    int count = shuffle.parent().partitions();
    Object[][] buckets = new Object[count][];
    TaskSet tasks =
        tasks(
            job,
            IntStream.range(0, count).boxed().toList(),
            "map stage of shuffle " + shuffle.id(),
            (reader, index) ->
                buckets[index] =
                    new MapSide<>(shuffle).collect(reader.records(shuffle.parent(), index)),
            () -> mapped(output, buckets));
    return new MapStage(job, output, buckets, tasks);
  }

  private synchronized void mapped(ShuffleOutput<?, ?, ?> output, Object[][] buckets) {
    MapStage stage = stages.get(output);
    if (stage != null && stage.buckets() == buckets) {
      output.complete(List.of(buckets));
      release(stage);
    }
  }

  /** Forgets a stage that ended; the jobs that waited for it go on, if need be with a new one. */
  private void release(MapStage stage) {
    stages.remove(stage.output());
    for (Job<?> waiting : List.copyOf(stage.waiting())) {
      waiting.awaited().remove(stage);
      advance(waiting);
    }
  }

  private TaskSet tasks(
      Job<?> job, List<Integer> partitions, String stage, StageWork work, Runnable succeeded) {
    TaskSet.Outcome outcome =
        new TaskSet.Outcome() {
          @Override
          public void succeeded() {
            succeeded.run();
          }

          @Override
          public void failed(int partition, int attempts, Throwable cause) {
            end(job, job.failure(stage, partition, attempts, cause));
          }
        };
    TaskSet.Work labelled =
        (context, index) ->
            job.options()
                .call(
                    () -> {
                      work.compute(new PartitionReader(context, runtime), index);
                      return index;
                    });
    Services services = runtime.services();
    StageClock clock = new StageClock(stage, services.get(Clock.class), job.options().stages());
    return new TaskSet(pool, services, partitions, maxFailures, labelled, outcome, clock);
  }

  /** Computes a shuffle that a task found missing, its blocks having been dropped meanwhile. */
  private void computeAgain(Shuffle<?, ?, ?> shuffle) {
    run(shuffle, List.of(0), (context, records) -> true, JobOptions.current());
  }

  /** What a stage does with each partition. */
  private interface StageWork {
    void compute(PartitionReader reader, int index) throws Exception;
  }
}
