package dev.sluice.spark;

import dev.sluice.io.Serializer;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.Iterator;

/**
 * Records of one map partition for one partition of a shuffle. Immutable.
 *
 * @param mapPartition where they come from
 * @param number which of the pieces from there
 * @param block their bytes
 */
record Piece(int mapPartition, int number, ByteBuffer block) {
  static final int HEADER_BYTES = 2 * Integer.BYTES;

  /** The order in which the records came. */
  static final Comparator<Piece> ARRIVAL =
      Comparator.comparingInt(Piece::mapPartition).thenComparingInt(Piece::number);

  static Piece of(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new Piece(buffer.getInt(), buffer.getInt(), buffer.slice());
  }

  Iterator<Object> records(Serializer serializer) {
    return serializer.deserialize(block);
  }
}
