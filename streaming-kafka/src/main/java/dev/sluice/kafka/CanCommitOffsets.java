package dev.sluice.kafka;

import dev.sluice.dstream.InputDStream;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;

/**
 * Commits offsets to the consumer group of a direct stream, for those who look at its lag and for a
 * program that begins without a checkpoint directory. What the stream itself reads next, it knows
 * without. Thread-safe.
 */
public interface CanCommitOffsets {
  /**
   * What commits the offsets of a direct stream.
   *
   * @throws IllegalArgumentException if it is another stream
   */
  static CanCommitOffsets of(InputDStream<?> stream) {
    if (stream.source().orElse(null) instanceof CanCommitOffsets committing) {
      return committing;
    }
    throw new IllegalArgumentException(
        "Cannot commit offsets of stream %d: expected a Kafka direct stream"
            .formatted(stream.streamId()));
  }

  /**
   * Commits the ends of ranges when the next batch is chosen, and at the latest when the stream
   * stops. Of several of a partition the greatest is committed. That a commit failed is told in the
   * metadata of a later batch.
   *
   * @throws IllegalStateException if the stream has no {@code group.id}
   */
  void commitAsync(OffsetRange[] ranges);

  /**
   * As {@link #commitAsync(OffsetRange[])}.
   *
   * @param callback called on a thread of the Kafka client; must not wait for anything
   */
  void commitAsync(OffsetRange[] ranges, OffsetCommitCallback callback);
}
