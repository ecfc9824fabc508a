package dev.sluice.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Puts a small text file into a directory every half second, each at once: written under a hidden
 * name and moved. Keeps the last minutes' files only. Thread-safe: one daemon thread, which ends
 * with {@link #close}.
 */
final class FileDropper implements AutoCloseable {
  private static final long PAUSE_MS = 500;
  private static final long FILES_KEPT = 240;

  private final Path directory;
  private final CountDownLatch closed = new CountDownLatch(1);

  private FileDropper(Path directory) {
    this.directory = directory;
  }

  static FileDropper start(Path directory) {
    FileDropper dropper = new FileDropper(directory);
    Thread thread = new Thread(dropper::run, "file-dropper");
    thread.setDaemon(true);
    thread.start();
    return dropper;
  }

  Path directory() {
    return directory;
  }

  private void run() {
    try {
      for (long n = 0; !closed.await(PAUSE_MS, TimeUnit.MILLISECONDS); n++) {
        drop(n);
        Files.deleteIfExists(file(n - FILES_KEPT));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot put files into " + directory, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void drop(long n) throws IOException {
    Path hidden = directory.resolve(".next");
    Files.writeString(hidden, SampleText.line(n) + "\n");
    Files.move(hidden, file(n), StandardCopyOption.ATOMIC_MOVE);
  }

  private Path file(long n) {
    return directory.resolve("text-" + n + ".txt");
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
