package dev.sluice.receiver;

import dev.sluice.engine.BlockId;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A block that a receiver stored. Immutable, provided that nobody changes the metadata's bytes.
 *
 * @param streamId the input stream it belongs to
 * @param id where it is kept
 * @param count the number of its records, or -1 if that is unknown (stored as bytes)
 * @param bytes its size as stored
 * @param replicas the copies that were made
 * @param metadata what the receiver stored with it, serialized; null if nothing
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record ReceivedBlock(
    int streamId, BlockId id, long count, long bytes, int replicas, byte @Nullable [] metadata)
    implements Serializable {
  /** The number of records, if it is known. */
  public OptionalLong records() {
    return count < 0 ? OptionalLong.empty() : OptionalLong.of(count);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ReceivedBlock block
        && streamId == block.streamId
        && id.equals(block.id)
        && count == block.count
        && bytes == block.bytes
        && replicas == block.replicas
        && Arrays.equals(metadata, block.metadata);
  }

  @Override
  public int hashCode() {
    return Objects.hash(streamId, id, count, bytes, replicas, Arrays.hashCode(metadata));
  }
}
