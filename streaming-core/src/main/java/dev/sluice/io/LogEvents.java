package dev.sluice.io;

import java.io.IOException;

/**
 * Hears what a {@link RecordLog} got over. Methods are called by the thread that opens the log or
 * by the log's own and must be short.
 */
public interface LogEvents {

  /** Hears nothing. */
  LogEvents IGNORED = new LogEvents() {};

  /**
   * The newest file ended in bytes that were never reported as written, as a crash leaves them.
   * They are no records and are gone.
   *
   * @param file its name
   * @param offset the length of the file without them
   * @param bytes how many they were
   */
  default void tornTail(String file, long offset, long bytes) {}

  /**
   * A write failed; the same records go into a new file, unless it was the last try.
   *
   * @param file the name of the file that is given up
   * @param failures how often in a row, 1 or more
   */
  default void writeFailed(String file, int failures, IOException cause) {}
}
