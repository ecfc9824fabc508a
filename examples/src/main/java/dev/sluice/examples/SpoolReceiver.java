package dev.sluice.examples;

import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.ReadingReceiver;
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

/**
 * Receives the files of a spool directory, each as one record, in the order of their names. Other
 * programs rename finished files into it; a file is deleted once its record is acknowledged. Files
 * that are not UTF-8 are reported and deleted.
 */
// snippet: SpoolReceiver
class SpoolReceiver extends ReadingReceiver<String, String> {
  private static final long serialVersionUID = 1L;

  private final String directory;

  SpoolReceiver(Path directory) {
    super(StorageLevel.MEMORY_AND_DISK);
    this.directory = directory.toString();
  }

  @Override
  protected void read() throws IOException {
    Set<String> taken = Set.of();
    while (!isStopped()) {
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
      LockSupport.parkNanos(100_000_000); // returns when the thread is interrupted
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

  @Override
  protected void acknowledge(List<String> names) throws IOException {
    for (String name : names) {
      Files.delete(Path.of(directory, name));
    }
  }
}
// end of snippet
