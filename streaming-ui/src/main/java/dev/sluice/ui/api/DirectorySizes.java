package dev.sluice.ui.api;

import dev.sluice.streaming.ProgramMonitor;
import dev.sluice.streaming.StoredFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;

/**
 * The sizes of the checkpoint directory, read in the background and not often. Thread-safe: guarded
 * by its monitor, which is not held while it reads.
 */
public final class DirectorySizes {
  private final ProgramMonitor monitor;
  private final Executor background;
  private final LongSupplier nanoTime;
  private Sizes latest = new Sizes(Optional.empty(), OptionalLong.empty());
  private boolean reading;
  private boolean everRead;
  private long readNanos;

  /**
   * Nothing is read yet.
   *
   * @param background reads
   */
  public DirectorySizes(ProgramMonitor monitor, Executor background, LongSupplier nanoTime) {
    this.monitor = monitor;
    this.background = background;
    this.nanoTime = nanoTime;
  }

  /**
   * What was read. Immutable.
   *
   * @param files empty before they were read, or if they cannot be
   * @param atMs when, in the program's clock
   */
  public record Sizes(Optional<List<StoredFiles>> files, OptionalLong atMs) {}

  /** What was read last; has it read again if that is older. */
  synchronized Sizes latest(Duration age) {
    if (!reading && (!everRead || nanoTime.getAsLong() - readNanos >= age.toNanos())) {
      reading = true;
      try {
        background.execute(this::read);
      } catch (RejectedExecutionException ending) {
        reading = false;
      }
    }
    return latest;
  }

  private void read() {
    Optional<List<StoredFiles>> files = Optional.empty();
    try {
      files = monitor.storedFiles();
    } catch (IOException unreadable) {
      files = Optional.empty(); // shown as not known
    } finally {
      done(files);
    }
  }

  private synchronized void done(Optional<List<StoredFiles>> files) {
    reading = false;
    everRead = true;
    readNanos = nanoTime.getAsLong();
    latest =
        new Sizes(
            files, files.isPresent() ? OptionalLong.of(monitor.nowMs()) : OptionalLong.empty());
  }
}
