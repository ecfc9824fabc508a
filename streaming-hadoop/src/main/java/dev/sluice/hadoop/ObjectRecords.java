package dev.sluice.hadoop;

import dev.sluice.io.Serializer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.hadoop.io.BytesWritable;

/**
 * The values of object files: a sequence file whose keys are {@code NullWritable} and whose values
 * are blocks of records. A value begins with the magic number and the CRC32C of the block, four
 * bytes each, the highest first.
 */
final class ObjectRecords {
  private static final int MAGIC = 0x534C4F42;
  private static final int HEADER_BYTES = 8;

  private ObjectRecords() {}

  static BytesWritable write(Serializer serializer, List<?> records) {
    ByteBuffer block = serializer.serialize(records);
    ByteBuffer value = ByteBuffer.allocate(HEADER_BYTES + block.remaining());
    value.putInt(MAGIC).putInt(checksum(block)).put(block);
    return new BytesWritable(value.array());
  }

  static <T> Iterator<T> read(Serializer serializer, BytesWritable value, Object split)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(value.getBytes(), 0, value.getLength());
    if (bytes.remaining() < HEADER_BYTES || bytes.getInt(0) != MAGIC) {
      byte[] found = new byte[Math.min(bytes.remaining(), Integer.BYTES)];
      bytes.get(found);
      throw new IOException(
          "Cannot read objects of %s: found a value that begins with %s, expected %08x, as saveAsObjectFiles writes"
              .formatted(split, HexFormat.of().formatHex(found), MAGIC));
    }
    int expected = bytes.getInt(Integer.BYTES);
    ByteBuffer block = bytes.slice(HEADER_BYTES, bytes.remaining() - HEADER_BYTES);
    int found = checksum(block);
    if (found != expected) {
      throw new IOException(
          "Cannot read objects of %s: wrong checksum of a value, found %08x, expected %08x"
              .formatted(split, found, expected));
    }
    return serializer.deserialize(block);
  }

  private static int checksum(ByteBuffer block) {
    CRC32C crc = new CRC32C();
    crc.update(block.duplicate());
    return (int) crc.getValue();
  }
}
