package dev.sluice.engine.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How the embedded engine runs. Immutable.
 *
 * @param threads how many tasks run at once, 1 or more
 * @param maxFailures how often a task may fail before its job does, 1 or more
 * @param defaultParallelism how many partitions a dataset has when nobody says, 1 or more
 * @param memoryBytes the bound of the memory for blocks
 * @param spillDirectory where blocks go that do not fit; empty for the system's temporary
 *     directory. The engine makes a directory of its own in there when it first needs it
 * @param closeTimeout how long closing waits for tasks to heed their interrupt
 */
public record LocalSettings(
    int threads,
    int maxFailures,
    int defaultParallelism,
    long memoryBytes,
    Optional<Path> spillDirectory,
    Duration closeTimeout) {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  /** Checks the numbers. */
  public LocalSettings {
    require(threads >= 1, "threads", threads, "1 or more");
    require(maxFailures >= 1, "maxFailures", maxFailures, "1 or more");
    require(defaultParallelism >= 1, "defaultParallelism", defaultParallelism, "1 or more");
    require(memoryBytes >= 0, "memoryBytes", memoryBytes, "0 or more");
    require(!closeTimeout.isNegative(), "closeTimeout", closeTimeout, "zero or more");
  }

  /** What the master asks for, with half of the heap for blocks. */
  public static LocalSettings of(LocalMaster master) {
    return new LocalSettings(
        master.threads(),
        master.maxFailures(),
        master.threads(),
        Runtime.getRuntime().maxMemory() / 2,
        Optional.empty(),
        CLOSE_TIMEOUT);
  }

  /** The same with another default number of partitions. */
  public LocalSettings withDefaultParallelism(int partitions) {
    return new LocalSettings(
        threads, maxFailures, partitions, memoryBytes, spillDirectory, closeTimeout);
  }

  /** The same with another bound of the memory for blocks. */
  public LocalSettings withMemoryBytes(long bytes) {
    return new LocalSettings(
        threads, maxFailures, defaultParallelism, bytes, spillDirectory, closeTimeout);
  }

  /** The same with another place for blocks that do not fit in memory. */
  public LocalSettings withSpillDirectory(Path directory) {
    return new LocalSettings(
        threads,
        maxFailures,
        defaultParallelism,
        memoryBytes,
        Optional.of(directory),
        closeTimeout);
  }

  /** The same with another patience when closing. */
  public LocalSettings withCloseTimeout(Duration timeout) {
    return new LocalSettings(
        threads, maxFailures, defaultParallelism, memoryBytes, spillDirectory, timeout);
  }

  private static void require(boolean holds, String name, Object found, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(
          "Cannot set up the embedded engine: found "
              + name
              + " "
              + found
              + ", expected "
              + expected);
    }
  }
}
