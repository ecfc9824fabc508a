package dev.sluice.twitter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Splits what comes into lines, and leaves out those that are too long without keeping them.
 * Confined to one thread.
 */
final class Lines {
  private static final int BUFFER = 16 * 1024;

  private final InputStream in;
  private final int mostBytes;
  private final byte[] buffer = new byte[BUFFER];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int position;
  private int end;
  private boolean skipping;
  private long tooLong;

  Lines(InputStream in, int mostBytes) {
    this.in = in;
    this.mostBytes = mostBytes;
  }

  /** The next line without its end, which may be empty; null when there are no more. */
  byte @Nullable [] next() throws IOException {
    while (fill()) {
      int newline = newline();
      keep(newline < 0 ? end : newline);
      position = newline < 0 ? end : newline + 1;
      if (newline >= 0) {
        byte[] bytes = finished();
        if (bytes != null) {
          return bytes;
        }
      }
    }
    return null;
  }

  /** Whether a part of a line has come whose rest has not. */
  boolean isCutOff() {
    return skipping || line.size() > 0;
  }

  /** How many lines were left out since this was asked last. */
  long takeTooLong() {
    long taken = tooLong;
    tooLong = 0;
    return taken;
  }

  private boolean fill() throws IOException {
    if (position < end) {
      return true;
    }
    position = 0;
    end = Math.max(0, in.read(buffer, 0, buffer.length));
    return end > 0;
  }

  private int newline() {
    for (int i = position; i < end; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private void keep(int until) {
    if (!skipping && line.size() + until - position > mostBytes) {
      skipping = true;
      line.reset();
    }
    if (!skipping) {
      line.write(buffer, position, until - position);
    }
  }

  private byte @Nullable [] finished() {
    if (skipping) {
      skipping = false;
      tooLong++;
      return null;
    }
    byte[] bytes = line.toByteArray();
    line.reset();
    boolean hasReturn = bytes.length > 0 && bytes[bytes.length - 1] == '\r';
    return hasReturn ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
  }
}
