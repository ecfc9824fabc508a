package dev.sluice.hadoop.storage;

import dev.sluice.io.StoredInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Cuts a file by writing what is left. Stateless. */
final class Cut {
  private static final int BUFFER_BYTES = 1 << 16;

  private Cut() {}

  static void check(String name, long length, long size) {
    if (length < 0 || length > size) {
      throw new IllegalArgumentException(
          "Cannot truncate %s: found length %d, expected 0 to %d".formatted(name, length, size));
    }
  }

  static void copy(StoredInput old, long length, OutputStream out) throws IOException {
    InputStream in = old.stream(0);
    long left = length;
    while (left > 0) {
      byte[] bytes = in.readNBytes((int) Math.min(left, BUFFER_BYTES));
      if (bytes.length == 0) {
        throw new IOException("the file ends early, " + left + " bytes are missing");
      }
      out.write(bytes);
      left -= bytes.length;
    }
  }
}
