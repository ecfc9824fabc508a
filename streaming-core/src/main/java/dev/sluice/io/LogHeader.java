package dev.sluice.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The first bytes of a log file. Immutable.
 *
 * @param kind what the log holds
 * @param sequence the file's number
 * @param createdMs when the file was begun
 * @param previousSequence the number of the file before; 0 in the first
 * @param previousBytes how many bytes of the file before count
 * @param checksum of the other fields, which is also a part of each frame's checksum
 */
record LogHeader(
    String kind,
    long sequence,
    long createdMs,
    long previousSequence,
    long previousBytes,
    int checksum) {

  static final int BYTES = 64;
  static final int VERSION = 1;

  private static final long MAGIC = 0x534C554943454C47L; // SLUICELG
  private static final int FIXED_BYTES = 16;
  private static final int KIND_BYTES = 8;
  private static final int MOST_BYTES = 1 << 16;

  static LogHeader of(
      String kind, long sequence, long createdMs, long previousSequence, long previousBytes) {
    LogHeader unsigned =
        new LogHeader(kind, sequence, createdMs, previousSequence, previousBytes, 0);
    return decode(unsigned.encode());
  }

  ByteBuffer encode() {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    bytes.putLong(MAGIC).putInt(VERSION).putInt(BYTES);
    bytes.put(kind.getBytes(StandardCharsets.US_ASCII)).position(FIXED_BYTES + KIND_BYTES);
    bytes.putLong(sequence).putLong(createdMs).putLong(previousSequence).putLong(previousBytes);
    int end = BYTES - Integer.BYTES;
    return bytes.putInt(end, crc(bytes, end)).clear();
  }

  private static int crc(ByteBuffer bytes, int end) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate().clear().limit(end));
    return (int) crc.getValue();
  }

  /**
   * Reads the header of a file.
   *
   * @return null if the file is no longer than a header and has no valid one, as if it was being
   *     made when a crash came: records are only written behind a durable header
   * @throws NewerFormatException if it is of a later version
   * @throws CorruptLogException if it is longer and not valid
   */
  static @Nullable LogHeader read(String file, StoredInput input) throws IOException {
    long size = input.size();
    ByteBuffer fixed = ByteBuffer.allocate(FIXED_BYTES);
    input.read(0, fixed);
    fixed.flip();
    if (fixed.limit() < FIXED_BYTES) {
      return null;
    }
    int version = fixed.getInt(8);
    int length = fixed.getInt(12);
    boolean known = fixed.getLong(0) == MAGIC && length >= BYTES && length <= MOST_BYTES;
    if (!known || !isIntact(input, length)) {
      if (size <= BYTES) {
        return null;
      }
      throw new CorruptLogException(
          file, 0, "no valid header", hex(fixed.getLong(0)), hex(MAGIC) + " and its checksum");
    }
    if (version > VERSION) {
      throw new NewerFormatException(file, version, VERSION);
    }
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    input.readFully(0, bytes);
    return decode(bytes);
  }

  private static boolean isIntact(StoredInput input, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    int end = length - Integer.BYTES;
    return input.read(0, bytes) == length && bytes.getInt(end) == crc(bytes, end);
  }

  private static LogHeader decode(ByteBuffer bytes) {
    byte[] kind = new byte[KIND_BYTES];
    bytes.get(FIXED_BYTES, kind);
    return new LogHeader(
        new String(kind, StandardCharsets.US_ASCII).replace("\0", ""),
        bytes.getLong(24),
        bytes.getLong(32),
        bytes.getLong(40),
        bytes.getLong(48),
        bytes.getInt(BYTES - Integer.BYTES));
  }

  static String hex(long number) {
    return "0x" + Long.toHexString(number);
  }
}
