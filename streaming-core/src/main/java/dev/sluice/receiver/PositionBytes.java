package dev.sluice.receiver;

import dev.sluice.io.Bytes;
import dev.sluice.io.Serializer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Positions as metadata of a block: eight bytes that tell them from other metadata, then a block of
 * records of the engine's serializer. Stateless.
 */
final class PositionBytes {
  private static final byte[] MARK = {(byte) 0xF5, 'S', 'L', 'C', '-', 'P', 'O', 'S'};

  private PositionBytes() {}

  static Bytes of(List<?> positions, Serializer serializer) {
    ByteBuffer records = serializer.serialize(positions);
    byte[] bytes = Arrays.copyOf(MARK, MARK.length + records.remaining());
    records.get(bytes, MARK.length, records.remaining());
    return Bytes.of(bytes);
  }

  /** Whether metadata are positions. */
  static boolean is(@Nullable Bytes metadata) {
    if (metadata == null || metadata.size() < MARK.length) {
      return false;
    }
    byte[] bytes = metadata.toArray();
    return Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length);
  }

  static <P> List<P> read(Bytes metadata, Serializer serializer) {
    byte[] bytes = metadata.toArray();
    ByteBuffer records = ByteBuffer.wrap(bytes, MARK.length, bytes.length - MARK.length);
    List<P> positions = new ArrayList<>();
    serializer.<P>deserialize(records).forEachRemaining(positions::add);
    return positions;
  }
}
