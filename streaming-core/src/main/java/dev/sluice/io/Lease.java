package dev.sluice.io;

import java.io.Closeable;
import java.io.IOException;

/** A lock of a {@link Storage} that was taken. Thread-safe. */
public interface Lease extends Closeable {

  /** Who took it. */
  String holder();

  /**
   * The fencing token: greater than that of every lease of this lock before, so that whoever knows
   * the greatest token so far can refuse a holder that has been replaced.
   */
  long token();

  /** Gives the lock back. May be called again. */
  @Override
  void close() throws IOException;
}
