package dev.sluice.kafka.output;

import dev.sluice.dstream.BatchId;

/**
 * What is known of a partition of an output. Immutable.
 *
 * @param written the batches that are written
 * @param overUpToMs the last batch that will not be written again
 */
record Recalled(WrittenBatches written, long overUpToMs) {
  /**
   * Whether a batch is written.
   *
   * @throws IllegalStateException if that was forgotten
   */
  boolean has(BatchId batch) {
    long timeMs = batch.time().milliseconds();
    if (written.hasForgotten(timeMs) && timeMs > overUpToMs) {
      throw new IllegalStateException(
          "Cannot write %s once: too many batches came after it, found them more than Kafka's metadata of a group holds, expected checkpoints more often"
              .formatted(batch));
    }
    return written.partitionsOf(timeMs).isPresent();
  }

  /** What is known once a batch is written, too. */
  Recalled and(BatchId batch) {
    return new Recalled(
        written.with(batch.time().milliseconds(), batch.partitions(), overUpToMs), overUpToMs);
  }
}
