package dev.sluice.rdd;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;

/**
 * One partition of a {@link Source}. Immutable; opened by tasks, on their threads, any number of
 * times.
 *
 * @param <T> the records
 */
public interface Split<T> extends Serializable {
  /**
   * Opens the records of this split. An iterator that is also {@link AutoCloseable} is closed when
   * the task ends.
   *
   * @param context the task {@linkplain TaskContext#at at} this split
   * @throws Exception if the records cannot be read; the task fails and may be tried again
   */
  Iterator<T> open(TaskContext context) throws Exception;

  /** Hosts where this split is cheap to read; empty when all are the same. */
  default List<String> preferredHosts() {
    return List.of();
  }
}
