package dev.sluice.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Moves a small file of numbered lines into a directory every few milliseconds. One thread of its
 * own writes; the count may be read once it is closed.
 */
final class FileFeed implements AutoCloseable {
  private static final long PAUSE_MS = 35;
  private static final int KEYS = 7;
  private static final int LINES = 4;

  private final Path directory;
  private final Path aside;
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger lines = new AtomicInteger();

  FileFeed(Path directory, Path aside) {
    this.directory = directory;
    this.aside = aside;
  }

  ScheduledFuture<?> start() {
    return thread.scheduleAtFixedRate(this::addChecked, 0, PAUSE_MS, TimeUnit.MILLISECONDS);
  }

  private void addChecked() {
    try {
      add();
    } catch (IOException e) {
      throw new IllegalStateException("Cannot feed " + directory, e);
    }
  }

  private void add() throws IOException {
    int first = lines.get() + 1;
    List<String> text =
        IntStream.range(first, first + LINES)
            .mapToObj(number -> key(number) + " " + number)
            .toList();
    Path file = Files.write(aside, text);
    Files.move(file, directory.resolve("from-" + first), StandardCopyOption.ATOMIC_MOVE);
    lines.addAndGet(LINES);
  }

  private static String key(int number) {
    return "key-" + number % KEYS;
  }

  /** How many lines there are, numbered from 1 on. */
  int lines() {
    return lines.get();
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
        throw new IllegalStateException("Cannot end the feed of " + directory);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
