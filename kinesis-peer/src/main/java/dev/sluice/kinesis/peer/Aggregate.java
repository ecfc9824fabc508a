package dev.sluice.kinesis.peer;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Puts records into one as the Kinesis Producer Library does: four bytes that tell such a record, a
 * protobuf message with a table of partition keys and the records, and its MD5. Stateless.
 */
public final class Aggregate {
  private static final byte[] MAGIC = {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2};
  private static final int KEY_TABLE = 0x0A;
  private static final int RECORD = 0x1A;
  private static final int KEY_INDEX = 0x08;
  private static final int DATA = 0x1A;
  private static final int MORE = 0x80;

  private Aggregate() {}

  /** One record of texts that share a partition key, to be put by that key. */
  public static ByteBuffer of(String partitionKey, List<String> texts) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    writeField(message, KEY_TABLE, partitionKey.getBytes(StandardCharsets.UTF_8));
    for (String text : texts) {
      writeField(message, RECORD, record(text));
    }
    byte[] digest = md5(message.toByteArray());
    return ByteBuffer.allocate(MAGIC.length + message.size() + digest.length)
        .put(MAGIC)
        .put(message.toByteArray())
        .put(digest)
        .flip();
  }

  private static byte[] record(String text) {
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.write(KEY_INDEX);
    record.write(0);
    writeField(record, DATA, text.getBytes(StandardCharsets.UTF_8));
    return record.toByteArray();
  }

  private static void writeField(ByteArrayOutputStream to, int tag, byte[] bytes) {
    to.write(tag);
    int left = bytes.length;
    while (left >= MORE) {
      to.write(left % MORE | MORE);
      left /= MORE;
    }
    to.write(left);
    to.writeBytes(bytes);
  }

  private static byte[] md5(byte[] bytes) {
    try {
      return MessageDigest.getInstance("MD5").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot put records into one", e);
    }
  }
}
