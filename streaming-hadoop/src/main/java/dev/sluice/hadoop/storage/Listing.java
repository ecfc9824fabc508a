package dev.sluice.hadoop.storage;

import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/** What was in a directory. Confined to one thread. */
final class Listing implements DirectoryStream<Path> {
  private final List<Path> entries;
  private boolean given;

  Listing(List<Path> entries) {
    this.entries = List.copyOf(entries);
  }

  @Override
  public Iterator<Path> iterator() {
    if (given) {
      throw new IllegalStateException("Cannot iterate twice over a listing");
    }
    given = true;
    return entries.iterator();
  }

  @Override
  public void close() {
    given = true;
  }
}
