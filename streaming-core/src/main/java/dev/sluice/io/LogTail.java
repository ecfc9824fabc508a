package dev.sluice.io;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Tells a torn tail from a damaged file. A crash may leave any part of the last, never durable
 * group of frames. A frame that was written when something behind the fault was already durable
 * proves that the fault is none of the crash's doing.
 */
final class LogTail {

  private LogTail() {}

  /**
   * Looks for such a frame behind a fault in the newest file.
   *
   * @param fault the offset of the faulty frame
   * @return its offset, or -1 if there is none and the file is torn there
   */
  static long proofOfDamage(StoredInput input, LogHeader header, long fault, long end)
      throws IOException {
    ByteBuffer tail = ByteBuffer.allocate(Math.toIntExact(end - fault));
    input.readFully(fault, tail);
    tail.flip();
    LogFrames frames = new LogFrames();
    int last = tail.limit() - LogFrames.OVERHEAD;
    for (int at = 1; at <= last; at++) {
      int length = tail.getInt(at);
      int back = tail.getInt(at + LogFrames.BACK);
      if (length < 0 || length > last - at || back < 0 || back >= at) {
        continue;
      }
      ByteBuffer payload = tail.slice(at + LogFrames.OVERHEAD, length);
      int checksum = frames.checksum(header, fault + at, back, payload);
      if (checksum == tail.getInt(at + LogFrames.CHECKSUM)) {
        return fault + at;
      }
    }
    return -1;
  }
}
