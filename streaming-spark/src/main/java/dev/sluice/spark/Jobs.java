package dev.sluice.spark;

import dev.sluice.engine.JobOptions;
import dev.sluice.rdd.PartitionFunction;
import dev.sluice.rdd.Plan;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkContext;
import org.apache.spark.rdd.RDD;
import scala.Function1;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction0;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** The jobs of an engine that have not ended. Thread-safe: they are in a concurrent set. */
final class Jobs {
  private final SparkContext spark;
  private final EngineHandle engine;
  private final PlanRdds rdds;
  private final StageEvents stages;
  private final AtomicLong submitted = new AtomicLong();
  private final Set<Job<?>> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  Jobs(SparkContext spark, EngineHandle engine, PlanRdds rdds, StageEvents stages) {
    this.spark = spark;
    this.engine = engine;
    this.rdds = rdds;
    this.stages = stages;
  }

  <T, R> Job<R> submit(
      Plan<T> plan,
      List<Integer> partitions,
      PartitionFunction<T, R> function,
      JobOptions options) {
    if (closed) {
      throw new IllegalStateException(
          "Cannot run a job: the engine is closed, expected one that is open");
    }
    Job<R> job = new Job<>(options, partitions.size(), engine.serializer(), () -> rdds.cut(plan));
    running.add(job);
    String name = engine.id() + "-" + submitted.getAndIncrement();
    CompletableFuture<Void> told = stages.watch(name, options.stages(), job::isCancelled);
    try {
      PlanRdd rdd = rdds.of(plan);
      job.begin(
          JobGroups.call(
              spark,
              engine.id() + "-" + options.group(),
              options.description(),
              Map.of(StageEvents.JOB, name),
              () ->
                  submit(
                      spark, rdd, new JobFunction<>(engine, function), partitions, job::setResult)),
          told,
          () -> {
            running.remove(job);
            stages.forget(name);
          });
    } catch (RuntimeException | Error failure) {
      running.remove(job);
      stages.forget(name);
      job.fail(failure);
    }
    return job;
  }

  void cancelGroup(String group, String reason) {
    for (Job<?> job : running) {
      if (job.options().group().equals(group)) {
        job.cancel(reason);
      }
    }
  }

  void close() {
    closed = true;
    running.forEach(job -> job.cancel("the engine was closed"));
  }

  /** Submits with named functions: Spark looks into lambdas, which costs more than a small job. */
  static <T, U> SimpleFutureAction<String> submit(
      SparkContext spark,
      RDD<T> rdd,
      Function1<Iterator<T>, U> function,
      List<Integer> partitions,
      BiConsumer<Integer, U> results) {
    return spark.submitJob(
        rdd, function, Scala.<Object>seq(partitions), new Results<>(results), new Nothing());
  }

  /** Takes the results of partitions, on a thread of Spark. */
  private static final class Results<U> extends AbstractFunction2<Object, U, BoxedUnit> {
    private final BiConsumer<Integer, U> results;

    Results(BiConsumer<Integer, U> results) {
      this.results = results;
    }

    @Override
    public BoxedUnit apply(Object index, U result) {
      results.accept((Integer) index, result);
      return BoxedUnit.UNIT;
    }
  }

  /** The result of a job as a whole. */
  private static final class Nothing extends AbstractFunction0<String> {
    @Override
    public String apply() {
      return "";
    }
  }
}
