package dev.sluice.dstream;

import dev.sluice.time.Time;
import java.io.Serializable;

/**
 * What an output remembers a written partition of a batch by; the same when the batch runs again.
 * Immutable.
 *
 * @param application the name of the program
 * @param output the name of the output operation in the program
 * @param time the batch
 * @param partition the partition, from 0
 * @param partitions how many partitions the batch has; if that changes, the partitions that are
 *     written do not say which records are
 */
public record BatchId(String application, String output, Time time, int partition, int partitions)
    implements Serializable {
  /** A whole batch, as one partition. */
  static BatchId whole(String application, String output, Time time) {
    return new BatchId(application, output, time, 0, 1);
  }

  /**
   * A part of the same batch, for functions that write partitions themselves.
   *
   * @param newPartition the part, from 0
   * @param newPartitions how many there are
   */
  public BatchId part(int newPartition, int newPartitions) {
    return new BatchId(application, output, time, newPartition, newPartitions);
  }

  @Override
  public String toString() {
    return "partition %d of %d of batch %s of output %s of %s"
        .formatted(partition, partitions, time, output, application);
  }
}
