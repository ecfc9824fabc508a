package dev.sluice.source;

import dev.sluice.io.LineDecoder;
import dev.sluice.io.LineSink;
import dev.sluice.rdd.StorageLevel;
import java.io.IOException;
import java.io.InputStream;

/**
 * Receives lines of UTF-8, without their ends. What is malformed is replaced and counted, lines too
 * long are skipped and counted. Confined as {@link SocketReceiver} is.
 */
final class LineSocketReceiver extends SocketReceiver<String> {
  private static final long serialVersionUID = 1L;

  private final int maxLineBytes;

  LineSocketReceiver(SocketTarget target, StorageLevel level, int maxLineBytes) {
    super(target, level);
    if (maxLineBytes < 1) {
      throw new IllegalArgumentException(
          "Cannot receive lines from a socket: found a greatest length of "
              + maxLineBytes
              + " bytes, expected 1 or more");
    }
    this.maxLineBytes = maxLineBytes;
  }

  @Override
  void receive(InputStream in) throws IOException, InterruptedException {
    new LineDecoder(maxLineBytes).decode(in, new Lines());
  }

  /** Stores lines and counts faults. Confined to the reader's thread. */
  private final class Lines implements LineSink {
    @Override
    public void line(String line) {
      store(line);
    }

    @Override
    public void malformed() {
      count("lines with malformed UTF-8", 1);
    }

    @Override
    public void tooLong(long bytes) {
      count("lines too long", 1);
    }
  }
}
