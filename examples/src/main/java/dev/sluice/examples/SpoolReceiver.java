package dev.sluice.examples;

import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.ReceiverStoppedException;
import dev.sluice.receiver.ReliableReceiver;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Receives the files of a spool directory, each as one record, in the order of their names. Other
 * programs rename finished files into it; a file is deleted once its record is acknowledged. Files
 * that are not UTF-8 are reported and deleted.
 */
class SpoolReceiver extends ReliableReceiver<String, String> {
  private static final long serialVersionUID = 1L;

  private final String directory;
  private transient @Nullable Thread reader;

  SpoolReceiver(Path directory) {
    super(StorageLevel.MEMORY_AND_DISK);
    this.directory = directory.toString();
  }

  @Override
  public void onStart() {
    reader = new Thread(this::receive, "spool-reader");
    reader.start();
  }

  @Override
  public void onStop() throws InterruptedException {
    if (reader != null) {
      reader.interrupt();
      reader.join();
    }
  }

  /** Deletes the files; one that is not there means that the directory is not the spool now. */
  @Override
  protected void acknowledge(List<String> names) throws IOException {
    for (String name : names) {
      Files.delete(Path.of(directory, name));
    }
  }

  private void receive() {
    Set<String> taken = Set.of();
    try {
      while (!Thread.currentThread().isInterrupted()) {
        NavigableSet<String> names = names();
        if (!names.isEmpty()) {
          // A listing may miss what came while it was made, and show what came after that.
          names = names().headSet(names.last(), true);
        }
        for (String name : names) {
          if (!taken.contains(name)) {
            take(name);
          }
        }
        taken = names;
        LockSupport.parkNanos(100_000_000);
      }
    } catch (ReceiverStoppedException stopped) {
      return;
    } catch (IOException | RuntimeException e) {
      restart("Cannot read the spool directory " + directory, e);
    }
  }

  private void take(String name) throws IOException {
    try {
      store(Files.readString(Path.of(directory, name)), name);
    } catch (CharacterCodingException e) {
      reportError("Deleting " + name + " unread, as it is not UTF-8", e);
      Files.delete(Path.of(directory, name));
    }
  }

  private NavigableSet<String> names() throws IOException {
    NavigableSet<String> names = new TreeSet<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(Path.of(directory), Files::isRegularFile)) {
      files.forEach(file -> names.add(String.valueOf(file.getFileName())));
    }
    return names;
  }
}
