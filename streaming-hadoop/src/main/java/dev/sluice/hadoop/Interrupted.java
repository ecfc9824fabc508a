package dev.sluice.hadoop;

import java.io.IOException;
import java.io.InterruptedIOException;

/** What an interrupt becomes where only I/O may fail. */
final class Interrupted {
  private Interrupted() {}

  /** Keeps the thread interrupted; returns what to throw. */
  static IOException during(String what, InterruptedException cause) {
    Thread.currentThread().interrupt();
    InterruptedIOException stopped =
        new InterruptedIOException("Cannot " + what + ": the thread was interrupted");
    stopped.initCause(cause);
    return stopped;
  }
}
