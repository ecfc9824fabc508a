package dev.sluice.rdd;

import dev.sluice.io.Serializer;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The format of object files. All numbers are big-endian:
 *
 * <pre>
 *   8 bytes  magic "SLUICEOB"
 *   4 bytes  version, 1
 *   then any number of batches:
 *     4 bytes  length of the block, 1 or more
 *     4 bytes  CRC32C of the block
 *     n bytes  the block: records as the engine's serializer writes them
 *   and at the end:
 *     4 bytes  0
 *     4 bytes  number of batches
 * </pre>
 */
final class ObjectFile {
  private static final long MAGIC = 0x534C554943454F42L;
  private static final int VERSION = 1;

  private ObjectFile() {}

  static void writeHeader(DataOutputStream out) throws IOException {
    out.writeLong(MAGIC);
    out.writeInt(VERSION);
  }

  static void writeBatch(DataOutputStream out, Serializer serializer, List<?> records)
      throws IOException {
    byte[] block = serializer.serialize(records).array();
    out.writeInt(block.length);
    out.writeInt(checksum(block));
    out.write(block);
  }

  static void writeEnd(DataOutputStream out, int batches) throws IOException {
    out.writeInt(0);
    out.writeInt(batches);
  }

  static void readHeader(DataInputStream in, String path) throws IOException {
    expect(path, "magic", MAGIC, in.readLong());
    expect(path, "version", VERSION, in.readInt());
  }

  /** The records of the next batch, or null at the end of the file. */
  static <T> @Nullable Iterator<T> readBatch(
      DataInputStream in, Serializer serializer, String path, int batch) throws IOException {
    int length = in.readInt();
    int check = in.readInt();
    if (length == 0) {
      expect(path, "number of batches", batch, check);
      return null;
    }
    if (length < 0) {
      throw new IOException(
          "Cannot read " + path + ": batch " + batch + " has a length of " + length);
    }
    byte[] block = in.readNBytes(length);
    expect(path, "length of batch " + batch, length, block.length);
    expect(path, "checksum of batch " + batch, check, checksum(block));
    return serializer.deserialize(ByteBuffer.wrap(block));
  }

  private static int checksum(byte[] block) {
    CRC32C crc = new CRC32C();
    crc.update(block);
    return (int) crc.getValue();
  }

  private static void expect(String path, String what, long expected, long found)
      throws IOException {
    if (found != expected) {
      throw new IOException(
          "Cannot read "
              + path
              + ": wrong "
              + what
              + ", found "
              + Long.toHexString(found)
              + ", expected "
              + Long.toHexString(expected));
    }
  }
}
