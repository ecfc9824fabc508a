package dev.sluice.engine;

import dev.sluice.rdd.PartitionFunction;
import dev.sluice.rdd.Plan;
import dev.sluice.rdd.PlanRunner;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Runs plans, long tasks and messages, and keeps blocks. Thread-safe: every method may be called
 * from any thread, {@link #run} also from inside a job.
 */
public interface Engine extends PlanRunner, AutoCloseable {
  /** What this engine is and can do. */
  EngineTraits traits();

  /** Starts a job over some partitions of a plan; does not wait for it. */
  <T, R> JobHandle<R> submit(
      Plan<T> plan, List<Integer> partitions, PartitionFunction<T, R> function, JobOptions options);

  /** Runs a job under the {@link JobOptions#current() calling thread's options} and waits. */
  @Override
  default <T, R> List<R> run(
      Plan<T> plan, List<Integer> partitions, PartitionFunction<T, R> function) {
    return submit(plan, partitions, function, JobOptions.current()).await();
  }

  /**
   * Cancels the jobs of a group, those that run and those that wait; their tasks are interrupted.
   */
  void cancelGroup(String group, String reason);

  /**
   * Starts a task that runs until it ends by itself or is interrupted. It is never started again by
   * the engine.
   *
   * @param preferredHost where it had best run, if that matters
   */
  LongTask launch(LongTaskSpec spec, Optional<String> preferredHost);

  /** The blocks kept by this engine's workers. */
  BlockStore blocks();

  /** Messages between the driver and long tasks. */
  Control control();

  /**
   * Ends all tasks and frees everything; idempotent.
   *
   * @param patience how long tasks that were interrupted are waited for, all together
   * @return the names of the threads that did not end; they are left behind
   */
  List<String> close(Duration patience);

  /**
   * Ends all tasks and frees everything; idempotent.
   *
   * @throws EngineException if a thread does not end in time; all else is freed nevertheless
   */
  @Override
  void close();
}
