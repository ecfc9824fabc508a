package dev.sluice.source;

import dev.sluice.rdd.Split;
import dev.sluice.rdd.TaskContext;
import java.io.IOException;
import java.util.Iterator;

/**
 * Stands for the records of a file that is known to be unreadable: fails the task that asks for
 * them. Immutable.
 *
 * @param message which file it is
 * @param cause why it is unreadable
 */
record FailedSplit<T>(String message, Exception cause) implements Split<T> {
  @Override
  public Iterator<T> open(TaskContext context) throws IOException {
    throw new IOException(message, cause);
  }
}
