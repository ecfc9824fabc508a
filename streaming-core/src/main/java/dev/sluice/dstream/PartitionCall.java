package dev.sluice.dstream;

import dev.sluice.function.VoidFunction2;
import dev.sluice.rdd.PartitionFunction;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.Records;
import dev.sluice.rdd.TaskContext;
import java.util.Iterator;

/** Calls a function with a partition of a batch and its id. Immutable. */
record PartitionCall<T>(BatchId batch, VoidFunction2<Iterator<T>, BatchId> function, int partitions)
    implements PartitionFunction<T, Boolean> {
  private static final long serialVersionUID = 1L;

  static <T> void all(RDD<T> rdd, BatchId batch, VoidFunction2<Iterator<T>, BatchId> function) {
    rdd.context().runJob(rdd, new PartitionCall<>(batch, function, rdd.plan().partitions()));
  }

  @Override
  public Boolean call(TaskContext context, Records<T> records) throws Exception {
    function.call(records.iterator(), batch.part(context.partition(), partitions));
    return true;
  }
}
