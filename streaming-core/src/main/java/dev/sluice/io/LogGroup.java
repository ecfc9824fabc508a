package dev.sluice.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Records that are made durable together, in their frames. Filled under the log's lock, then
 * confined to the log's thread.
 */
final class LogGroup {
  private static final int FIRST_BYTES = 1 << 16;

  private final int mostKeptBytes;
  private final List<CompletableFuture<LogPosition>> waiting = new ArrayList<>();
  private final LogFrames frames = new LogFrames();
  private ByteBuffer bytes = ByteBuffer.allocateDirect(FIRST_BYTES);

  /** An empty group whose buffer is kept for the next use if it is not larger than that. */
  LogGroup(int mostKeptBytes) {
    this.mostKeptBytes = Math.max(FIRST_BYTES, mostKeptBytes);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Whether a record of so many bytes may join; an empty group takes any. */
  boolean takes(int recordBytes, int mostBytes) {
    return isEmpty() || bytes.position() + (long) LogFrames.OVERHEAD + recordBytes <= mostBytes;
  }

  void add(ByteBuffer payload, CompletableFuture<LogPosition> durable) {
    reserve(LogFrames.OVERHEAD + payload.remaining());
    bytes.putInt(payload.remaining()).putInt(0).putInt(0).put(payload);
    waiting.add(durable);
  }

  private void reserve(int more) {
    if (bytes.remaining() >= more) {
      return;
    }
    long doubled = Math.min(2L * bytes.capacity(), Integer.MAX_VALUE);
    int capacity = (int) Math.max(doubled, bytes.position() + (long) more);
    bytes = ByteBuffer.allocateDirect(capacity).put(bytes.flip());
  }

  /** Appends the group to a file all of which is durable so far. May be called again. */
  void appendTo(Appender file, LogHeader header) throws IOException {
    ByteBuffer content = bytes.duplicate().flip();
    int end = content.limit();
    long offset = file.position();
    int at = 0;
    while (at < end) {
      int length = bytes.getInt(at);
      int next = at + LogFrames.OVERHEAD + length;
      content.limit(next).position(at + LogFrames.OVERHEAD);
      int checksum = frames.checksum(header, offset + at, at, content);
      bytes.putInt(at + LogFrames.BACK, at).putInt(at + LogFrames.CHECKSUM, checksum);
      at = next;
    }
    file.append(content.limit(end).position(0));
  }

  /** Tells everyone that waits where their records are, and empties the group. */
  void complete(long sequence, long offset) {
    int at = 0;
    for (CompletableFuture<LogPosition> durable : waiting) {
      int length = bytes.getInt(at);
      durable.complete(new LogPosition(sequence, offset + at, length));
      at += LogFrames.OVERHEAD + length;
    }
    clear();
  }

  /** Fails everyone that waits, and empties the group. */
  void fail(Throwable cause) {
    waiting.forEach(durable -> durable.completeExceptionally(cause));
    clear();
  }

  private void clear() {
    waiting.clear();
    bytes =
        bytes.capacity() > mostKeptBytes ? ByteBuffer.allocateDirect(FIRST_BYTES) : bytes.clear();
  }
}
