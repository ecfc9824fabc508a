package dev.sluice.dstream;

import dev.sluice.rdd.PartitionFunction;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.Records;
import dev.sluice.rdd.TaskContext;
import dev.sluice.time.Time;

/** Writes the partitions of a batch that are not written yet. Immutable. */
final class PartitionWrite<T> implements PartitionFunction<T, Boolean> {
  private static final long serialVersionUID = 1L;

  private final String application;
  private final String name;
  private final Time time;
  private final int partitions;
  private final TransactionalOutput<? super T> output;

  PartitionWrite(
      String application,
      String name,
      Time time,
      int partitions,
      TransactionalOutput<? super T> output) {
    this.application = application;
    this.name = name;
    this.time = time;
    this.partitions = partitions;
    this.output = output;
  }

  static <T> void all(
      RDD<T> rdd,
      String application,
      String name,
      Time time,
      TransactionalOutput<? super T> output) {
    int partitions = rdd.plan().partitions();
    rdd.context().runJob(rdd, new PartitionWrite<>(application, name, time, partitions, output));
  }

  /** Returns whether something was written. */
  @Override
  public Boolean call(TaskContext context, Records<T> records) throws Exception {
    BatchId batch = new BatchId(application, name, time, context.partition(), partitions);
    try (PartitionWriter<T> writer = new PartitionWriter<>(output, batch)) {
      records.forEachWhile(writer::write);
      return writer.commit();
    }
  }
}
