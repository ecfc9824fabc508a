package dev.sluice.spark;

import dev.sluice.io.Serializer;
import dev.sluice.time.Clock;
import dev.sluice.time.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;

/**
 * The parts of an engine that is connected to Spark. Immutable.
 *
 * @param replicas how many copies of a block there can be
 */
record Connection(
    SparkContext spark,
    EngineHandle handle,
    DriverControl control,
    SparkBlocks blocks,
    PlanRdds rdds,
    StageEvents stages,
    Jobs jobs,
    LongTasks longTasks,
    int replicas) {
  private static final int SAFE_REPLICAS = 2;

  static Connection open(SparkConf conf, Clock clock, Serializer serializer) {
    SparkContext spark = SparkContexts.acquire(conf);
    Additions succeeded = new Additions(serializer);
    Additions anyway = new Additions(serializer);
    succeeded.register(spark, scala.Option.empty(), false);
    anyway.register(spark, scala.Option.empty(), true);
    EngineHandle handle =
        new EngineHandle(UUID.randomUUID().toString(), serializer, succeeded, anyway);
    SparkEnv env = SparkEnv.get();
    DriverControl control = DriverControl.open(env.rpcEnv(), handle.driverEndpoint());
    SparkBlocks blocks = new SparkBlocks(handle.id(), serializer);
    WorkerServices.offer(handle.id(), new WorkerServices(clock, serializer, blocks, control));
    int executors = Executors.await(spark);
    StateCopies copies = new StateCopies(spark, spark.isLocal() ? 1 : SAFE_REPLICAS);
    PlanRdds rdds = new PlanRdds(spark, handle, copies);
    StageEvents stages = new StageEvents(clock);
    spark.addSparkListener(stages);
    return new Connection(
        spark,
        handle,
        control,
        blocks,
        rdds,
        stages,
        new Jobs(spark, handle, rdds, stages),
        new LongTasks(spark, handle, control),
        executors);
  }

  List<String> close(Duration patience) {
    Deadline deadline = Deadline.in(patience);
    jobs.close();
    for (CompletableFuture<Void> done : longTasks.interruptAll()) {
      await(done, deadline);
    }
    List<String> left = longTasks.abandon();
    rdds.close();
    spark.removeSparkListener(stages);
    control.close();
    WorkerServices.withdraw(handle.id());
    SparkContexts.release(spark);
    return left;
  }

  private static void await(CompletableFuture<Void> done, Deadline deadline) {
    try {
      done.get(deadline.leftMs(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException over) {
      // whoever launched it knows how it ended; those that go on are reported by name
    }
  }
}
