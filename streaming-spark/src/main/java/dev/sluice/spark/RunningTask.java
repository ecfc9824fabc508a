package dev.sluice.spark;

import dev.sluice.rdd.TaskContext;
import dev.sluice.rdd.TaskScope;
import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.spark.util.TaskCompletionListener;
import org.apache.spark.util.TaskFailureListener;

/**
 * A task of Spark as plans know tasks. It begins when its thread computes the first partition, and
 * ends with the task. Confined to the task's thread.
 */
final class RunningTask implements TaskContext, TaskCompletionListener, TaskFailureListener {
  private static final ConcurrentMap<Long, RunningTask> RUNNING = new ConcurrentHashMap<>();

  private final org.apache.spark.TaskContext spark;
  private final EngineHandle engine;
  private final TaskScope scope;
  private boolean failed;

  private RunningTask(org.apache.spark.TaskContext spark, EngineHandle engine) {
    this.spark = spark;
    this.engine = engine;
    this.scope = TaskScope.begin();
  }

  /** The task that runs on the calling thread. */
  static RunningTask of(org.apache.spark.TaskContext spark, EngineHandle engine) {
    RunningTask running = RUNNING.get(spark.taskAttemptId());
    if (running == null) {
      running = new RunningTask(spark, engine);
      RUNNING.put(spark.taskAttemptId(), running);
      spark.addTaskFailureListener((TaskFailureListener) running);
      spark.addTaskCompletionListener((TaskCompletionListener) running);
    }
    return running;
  }

  @Override
  public int partition() {
    return spark.partitionId();
  }

  @Override
  public int attempt() {
    return spark.attemptNumber();
  }

  @Override
  public boolean isCancelled() {
    return spark.isInterrupted();
  }

  /** The same records; asking for one fails once the task is cancelled. */
  <T> Iterator<T> cancellable(Iterator<T> records) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        if (spark.isInterrupted()) {
          throw Scala.sneak(new InterruptedException("the task was cancelled"));
        }
        return records.hasNext();
      }

      @Override
      public T next() {
        return records.next();
      }
    };
  }

  @Override
  public <S> S service(Class<S> type) {
    return WorkerServices.of(engine).get(type);
  }

  @Override
  public void onEnd(AutoCloseable action) {
    spark.addTaskCompletionListener(
        (TaskCompletionListener)
            ended -> {
              try {
                action.close();
              } catch (Exception failure) {
                throw Scala.sneak(failure);
              }
            });
  }

  @Override
  public void onTaskFailure(org.apache.spark.TaskContext ended, Throwable failure) {
    failed = true;
  }

  @Override
  public void onTaskCompletion(org.apache.spark.TaskContext ended) {
    RUNNING.remove(spark.taskAttemptId(), this);
    (failed ? engine.anyway() : engine.succeeded()).add(scope.take(!failed));
  }
}
