package dev.sluice.io;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The form of a record in a log file: the record's length, how many bytes before the frame were not
 * yet durable when it was written, a checksum, the record. The checksum also covers the file's
 * header and the frame's offset, so that no bytes that were once written elsewhere pass for a
 * frame. Confined to one thread.
 */
final class LogFrames {
  /** Bytes of a frame around its record. */
  static final int OVERHEAD = 12;

  /** Where in a frame the distance is. */
  static final int BACK = 4;

  /** Where in a frame the checksum is. */
  static final int CHECKSUM = 8;

  private final CRC32C crc = new CRC32C();
  private final ByteBuffer prefix = ByteBuffer.allocate(20);

  /** The checksum of a frame whose record the buffer holds from its position to its limit. */
  int checksum(LogHeader header, long offset, int back, ByteBuffer payload) {
    prefix.clear();
    prefix.putInt(header.checksum()).putLong(offset).putInt(payload.remaining()).putInt(back);
    crc.reset();
    crc.update(prefix.flip());
    crc.update(payload);
    return (int) crc.getValue();
  }
}
