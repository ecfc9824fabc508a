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

  /**
   * The blocks of the engine's store that are read here, such as {@code input-0-17}; it is cheap
   * where they are. Empty for none.
   */
  default List<StoredBlock> storedBlocks() {
    return List.of();
  }

  /**
   * Names a block of the engine's store.
   *
   * @param namespace what the block belongs to
   * @param number unique within the namespace
   */
  record StoredBlock(String namespace, long number) {}
}
