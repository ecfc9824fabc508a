package dev.sluice.io;

import java.io.IOException;

/** Takes lines as they are decoded, on the thread that decodes. */
@FunctionalInterface
public interface LineSink extends LineFaults {

  /** Takes the next line, without its end. May block; what it throws ends the decoding. */
  void line(String line) throws IOException, InterruptedException;
}
