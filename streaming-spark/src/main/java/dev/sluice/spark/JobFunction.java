package dev.sluice.spark;

import dev.sluice.rdd.PartitionFunction;
import java.io.Serializable;
import org.apache.spark.TaskContext;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/**
 * What a job does with each partition; results go back as bytes of Sluice's serializer. Immutable.
 */
final class JobFunction<T, R> extends AbstractFunction1<Iterator<Part>, byte[]>
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private final EngineHandle engine;
  private final PartitionFunction<T, R> function;

  JobFunction(EngineHandle engine, PartitionFunction<T, R> function) {
    this.engine = engine;
    this.function = function;
  }

  @Override
  public byte[] apply(Iterator<Part> partition) {
    RunningTask task = RunningTask.of(TaskContext.get(), engine);
    try {
      R result = function.call(task, Scala.only(partition).<T>view());
      return engine.serializer().write(result);
    } catch (Exception failure) {
      throw Scala.sneak(failure);
    }
  }
}
