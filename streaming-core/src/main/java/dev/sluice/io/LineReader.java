package dev.sluice.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of one stream, see {@link LineDecoder}. A line that lies whole in the buffer is
 * made from there; only one that reaches over the buffer's end is put together aside. Confined to
 * one thread at a time.
 */
final class LineReader {

  private static final int BUFFER_BYTES = 64 << 10;
  private static final char REPLACEMENT = '\uFFFD';

  private final InputStream in;
  private final int maxLineBytes;
  private final LineFaults faults;

  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int limit;

  /**
   * The beginning of a line whose end is not read yet; of a line too long, nothing more is kept.
   */
  private byte[] begun = new byte[256];

  /** How many bytes that line has so far, which is more than are kept if it is too long. */
  private long begunBytes;

  private boolean lastWasReturn;

  LineReader(InputStream in, int maxLineBytes, LineFaults faults) {
    this.in = in;
    this.maxLineBytes = maxLineBytes;
    this.faults = faults;
  }

  /** Returns the next line that is not too long, or null at the end of the stream. */
  @Nullable String next() throws IOException {
    while (true) {
      if (position == limit && !fill()) {
        return begunBytes > 0 ? finishBegun() : null;
      }
      int newline = indexOfNewline();
      int from = position;
      String line = null;
      if (newline < 0) {
        begin(from, limit);
        position = limit;
      } else {
        position = newline + 1;
        if (begunBytes == 0) {
          line = line(buffer, from, newline);
        } else {
          begin(from, newline);
          line = finishBegun();
        }
      }
      if (line != null) {
        return line;
      }
    }
  }

  private boolean fill() throws IOException {
    int read = in.read(buffer, 0, buffer.length);
    position = 0;
    limit = Math.max(read, 0);
    return read >= 0;
  }

  private int indexOfNewline() {
    byte[] bytes = buffer;
    int end = limit;
    for (int i = position; i < end; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private void begin(int from, int to) {
    if (from == to) {
      return;
    }
    lastWasReturn = buffer[to - 1] == '\r';
    int added = to - from;
    if (begunBytes + added <= maxLineBytes + 1L) {
      int kept = (int) begunBytes;
      if (kept + added > begun.length) {
        long roomier = Math.min(maxLineBytes + 1L, Math.max(2L * begun.length, kept + added));
        begun = Arrays.copyOf(begun, (int) roomier);
      }
      System.arraycopy(buffer, from, begun, kept, added);
    }
    begunBytes += added;
  }

  /** Returns the line put together, or null if it is too long, and forgets it. */
  private @Nullable String finishBegun() {
    long bytes = begunBytes;
    begunBytes = 0;
    if (bytes <= maxLineBytes + 1L) {
      return line(begun, 0, (int) bytes);
    }
    faults.tooLong(lastWasReturn ? bytes - 1 : bytes);
    return null;
  }

  private @Nullable String line(byte[] bytes, int from, int newline) {
    int to = newline > from && bytes[newline - 1] == '\r' ? newline - 1 : newline;
    if (to - from > maxLineBytes) {
      faults.tooLong(to - from);
      return null;
    }
    String line = new String(bytes, from, to - from, UTF_8);
    if (line.indexOf(REPLACEMENT) >= 0 && isMalformed(line, bytes, from, to)) {
      faults.malformed();
    }
    return line;
  }

  /** A line may hold U+FFFD rightly; only what was replaced does not encode to the same bytes. */
  private static boolean isMalformed(String line, byte[] bytes, int from, int to) {
    byte[] encoded = line.getBytes(UTF_8);
    return !Arrays.equals(encoded, 0, encoded.length, bytes, from, to);
  }
}
