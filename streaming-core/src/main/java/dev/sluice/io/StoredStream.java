package dev.sluice.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/** Reads a stored file in order, through a buffer. Confined to one thread. */
final class StoredStream extends InputStream {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final StoredInput input;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
  private long offset;

  StoredStream(StoredInput input, long offset) {
    this.input = input;
    this.offset = offset;
  }

  @Override
  public int read() throws IOException {
    return fill() ? buffer.get() & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int start, int length) throws IOException {
    Objects.checkFromIndexSize(start, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, buffer.remaining());
    buffer.get(target, start, count);
    return count;
  }

  private boolean fill() throws IOException {
    if (buffer.hasRemaining()) {
      return true;
    }
    buffer.clear();
    int read = input.read(offset, buffer);
    buffer.flip();
    offset += read;
    return read > 0;
  }
}
