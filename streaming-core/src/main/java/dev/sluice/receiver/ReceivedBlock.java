package dev.sluice.receiver;

import dev.sluice.engine.BlockId;
import dev.sluice.io.Bytes;
import dev.sluice.io.LogPosition;
import dev.sluice.io.TaggedBytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A block that a receiver stored. Immutable.
 *
 * @param streamId the input stream it belongs to
 * @param id where it is kept
 * @param count the number of its records, or -1 if that is unknown (stored as bytes)
 * @param bytes its size as stored
 * @param replicas the copies that were made
 * @param metadata what the receiver stored with it, serialized; null if nothing
 * @param logged where the write-ahead log has it; null if there is no log
 */
public record ReceivedBlock(
    int streamId,
    BlockId id,
    long count,
    long bytes,
    int replicas,
    @Nullable Bytes metadata,
    @Nullable LogPosition logged)
    implements Serializable {
  /** The number of records, if it is known. */
  public OptionalLong records() {
    return count < 0 ? OptionalLong.empty() : OptionalLong.of(count);
  }

  /** Whether the metadata are positions that identify the records. */
  public boolean hasPositions() {
    return PositionBytes.is(metadata);
  }

  /**
   * Whether the metadata are positions that the source sends again until the block has been
   * processed: what it sends then can be put into the block again.
   */
  public boolean comesAgain() {
    return PositionBytes.areUntilProcessed(metadata);
  }

  /** Writes the fields; {@link #readFrom} reads them back. */
  public void writeTo(DataOutputStream out) throws IOException {
    out.writeInt(streamId);
    TaggedBytes.writeString(out, id.namespace());
    out.writeLong(id.number());
    out.writeLong(count);
    out.writeLong(bytes);
    out.writeInt(replicas);
    out.writeBoolean(metadata != null);
    if (metadata != null) {
      TaggedBytes.writeBytes(out, metadata.toArray());
    }
    out.writeBoolean(logged != null);
    if (logged != null) {
      out.writeLong(logged.sequence());
      out.writeLong(logged.offset());
      out.writeInt(logged.length());
    }
  }

  /** Reads what {@link #writeTo} wrote. */
  public static ReceivedBlock readFrom(DataInputStream in) throws IOException {
    return new ReceivedBlock(
        in.readInt(),
        new BlockId(TaggedBytes.readString(in), in.readLong()),
        in.readLong(),
        in.readLong(),
        in.readInt(),
        in.readBoolean() ? Bytes.of(TaggedBytes.readBytes(in)) : null,
        in.readBoolean() ? new LogPosition(in.readLong(), in.readLong(), in.readInt()) : null);
  }
}
