package dev.sluice.hadoop.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Brings buffers into streams. Stateless. */
final class Buffers {
  private static final int COPY_BYTES = 64 * 1024;

  private Buffers() {}

  /** Writes what remains of a buffer; says how much that was. */
  static int writeTo(OutputStream out, ByteBuffer source) throws IOException {
    int total = source.remaining();
    if (source.hasArray()) {
      out.write(source.array(), source.arrayOffset() + source.position(), total);
      source.position(source.limit());
      return total;
    }
    byte[] copy = new byte[Math.min(COPY_BYTES, total)];
    while (source.hasRemaining()) {
      int length = Math.min(copy.length, source.remaining());
      source.get(copy, 0, length);
      out.write(copy, 0, length);
    }
    return total;
  }
}
