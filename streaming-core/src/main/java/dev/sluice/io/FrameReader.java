package dev.sluice.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads the records of one log file in order. Confined to one thread. */
final class FrameReader {
  private static final int BUFFER_BYTES = 64 * 1024;

  /** What is wrong with a frame. */
  record Fault(String why, Object found, Object expected) {}

  private final StoredInput input;
  private final LogHeader header;
  private final long end;
  private final LogFrames frames = new LogFrames();
  private ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
  private long offset;
  private long nextOffset;
  private @Nullable Fault fault;

  /** Reads the frames from {@code start} to {@code end}, both frame boundaries of the file. */
  FrameReader(StoredInput input, LogHeader header, long start, long end) {
    this.input = input;
    this.header = header;
    this.offset = start;
    this.nextOffset = start;
    this.end = end;
  }

  /** Returns the next record, valid until the next call; null at the end and at a fault. */
  @Nullable ByteBuffer next() throws IOException {
    offset = nextOffset;
    long left = end - offset;
    if (fault != null || left == 0) {
      return null;
    }
    if (left < LogFrames.OVERHEAD || !fill(LogFrames.OVERHEAD)) {
      return faulty("the frame is cut off", left + " bytes", "at least " + LogFrames.OVERHEAD);
    }
    int start = buffer.position();
    int length = buffer.getInt(start);
    int back = buffer.getInt(start + LogFrames.BACK);
    int checksum = buffer.getInt(start + LogFrames.CHECKSUM);
    long most = left - LogFrames.OVERHEAD;
    if (length < 0 || length > most || !fill(LogFrames.OVERHEAD + length)) {
      return faulty("the record's length is impossible", length, "0 to " + most);
    }
    ByteBuffer payload = buffer.slice(buffer.position() + LogFrames.OVERHEAD, length);
    int actual = frames.checksum(header, offset, back, payload);
    if (actual != checksum) {
      return faulty("bad checksum", hex(checksum), hex(actual));
    }
    buffer.position(buffer.position() + LogFrames.OVERHEAD + length);
    nextOffset = offset + LogFrames.OVERHEAD + length;
    return payload.rewind();
  }

  private static String hex(int number) {
    return "0x" + Integer.toHexString(number);
  }

  private @Nullable ByteBuffer faulty(String why, Object found, Object expected) {
    fault = new Fault(why, found, expected);
    return null;
  }

  /** Where the frame of the last call's record, or of the fault, or the end is. */
  long offset() {
    return offset;
  }

  /** Why reading ended before the end. */
  @Nullable Fault fault() {
    return fault;
  }

  private boolean fill(int bytes) throws IOException {
    if (buffer.remaining() >= bytes) {
      return true;
    }
    if (buffer.capacity() < bytes) {
      buffer = ByteBuffer.allocate(bytes).put(buffer);
    } else {
      buffer.compact();
    }
    long most = end - offset - buffer.position();
    buffer.limit((int) Math.min(buffer.capacity(), buffer.position() + most));
    input.read(offset + buffer.position(), buffer);
    buffer.flip();
    return buffer.remaining() >= bytes;
  }
}
