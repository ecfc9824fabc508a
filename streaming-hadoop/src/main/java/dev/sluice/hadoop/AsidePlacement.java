package dev.sluice.hadoop;

import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Writes a directory below a hidden sibling, {@code .<name>.tmp/<random>}, and renames it when it
 * is complete. What was there before is renamed to below the sibling first. What crashes leave
 * stays in the sibling, complete or not, until the directory is written again, which deletes the
 * sibling in the end. Confined to one thread.
 */
final class AsidePlacement implements Placement {
  private final FileSystem system;
  private final Path parent;
  private final Path target;
  private final Path attempts;
  private final Path attempt;
  private final Path old;

  AsidePlacement(FileSystem system, Path parent, Path target) {
    this.system = system;
    this.target = target;
    this.parent = parent;
    this.attempts = new Path(parent, "." + target.getName() + ".tmp");
    String random = Long.toHexString(ThreadLocalRandom.current().nextLong());
    this.attempt = new Path(attempts, random);
    this.old = new Path(attempts, "old-" + random);
  }

  @Override
  public Path begin() throws IOException {
    if (!system.mkdirs(attempts)) {
      throw new IOException("Cannot make the directory " + attempts);
    }
    return attempt;
  }

  @Override
  public void publish() throws IOException {
    LocalDisk.forceTree(attempt);
    boolean replaces = system.exists(target);
    if (replaces) {
      rename(target, old);
    }
    try {
      rename(attempt, target);
    } catch (IOException failure) {
      if (replaces) {
        putBack(failure);
      }
      throw failure;
    }
    LocalDisk.forceNames(parent);
    delete(attempts);
  }

  private void putBack(IOException failure) {
    try {
      rename(old, target);
    } catch (IOException again) {
      failure.addSuppressed(again);
    }
  }

  private void rename(Path from, Path to) throws IOException {
    if (system.exists(to)) {
      throw new IOException("Cannot rename " + from + " to " + to + ": it is there already");
    }
    if (!system.rename(from, to)) {
      throw new IOException("Cannot rename " + from + " to " + to + ": the file system refuses");
    }
  }

  private void delete(Path directory) throws IOException {
    if (!system.delete(directory, true) && system.exists(directory)) {
      throw new IOException("Cannot delete " + directory + ": the file system refuses");
    }
  }

  @Override
  public void discard() throws IOException {
    delete(attempt);
    if (system.listStatus(attempts).length == 0) {
      delete(attempts);
    }
  }
}
