package dev.sluice.io;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what a log reported. */
final class HeardEvents implements LogEvents {
  final List<String> heard = new CopyOnWriteArrayList<>();

  @Override
  public void tornTail(String file, long offset, long bytes) {
    heard.add("torn " + file + " at " + offset + ": " + bytes);
  }

  @Override
  public void writeFailed(String file, int failures, IOException cause) {
    heard.add("failed " + file + " " + failures + ": " + cause.getMessage());
  }
}
