package dev.sluice.receiver;

import dev.sluice.io.Bytes;
import dev.sluice.io.Serializer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Positions as metadata of a block: eight bytes that tell them from other metadata, and when their
 * source is told of them; then a block of records of the engine's serializer. Stateless.
 */
final class PositionBytes {
  private static final byte[] STORED = mark("POS");
  private static final byte[] UNTIL_PROCESSED = mark("POU");

  private PositionBytes() {}

  private static byte[] mark(String kind) {
    byte[] mark = ("\0SLC-" + kind).getBytes(StandardCharsets.US_ASCII);
    mark[0] = (byte) 0xF5;
    return mark;
  }

  /**
   * Positions as metadata.
   *
   * @param untilProcessed whether the source is told of them only when their records are processed
   */
  static Bytes of(List<?> positions, boolean untilProcessed, Serializer serializer) {
    byte[] mark = untilProcessed ? UNTIL_PROCESSED : STORED;
    ByteBuffer records = serializer.serialize(positions);
    byte[] bytes = Arrays.copyOf(mark, mark.length + records.remaining());
    records.get(bytes, mark.length, records.remaining());
    return Bytes.of(bytes);
  }

  /** Whether metadata are positions. */
  static boolean is(@Nullable Bytes metadata) {
    return begins(metadata, STORED) || areUntilProcessed(metadata);
  }

  /** Whether metadata are positions that the source is told of when records are processed. */
  static boolean areUntilProcessed(@Nullable Bytes metadata) {
    return begins(metadata, UNTIL_PROCESSED);
  }

  private static boolean begins(@Nullable Bytes metadata, byte[] mark) {
    if (metadata == null || metadata.size() < mark.length) {
      return false;
    }
    byte[] bytes = metadata.toArray();
    return Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length);
  }

  static <P> List<P> read(Bytes metadata, Serializer serializer) {
    byte[] bytes = metadata.toArray();
    ByteBuffer records = ByteBuffer.wrap(bytes, STORED.length, bytes.length - STORED.length);
    List<P> positions = new ArrayList<>();
    serializer.<P>deserialize(records).forEachRemaining(positions::add);
    return positions;
  }
}
