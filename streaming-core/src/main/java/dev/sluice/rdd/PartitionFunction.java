package dev.sluice.rdd;

import java.io.Serializable;

/**
 * What a job does with each partition.
 *
 * @param <T> the records
 * @param <R> the result of a partition
 */
@FunctionalInterface
public interface PartitionFunction<T, R> extends Serializable {
  /** Consumes the records of one partition on a task thread. */
  R call(TaskContext context, Records<T> records) throws Exception;
}
