package dev.sluice.io;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/**
 * An output directory that appears whole or not at all. Its files are written into a hidden
 * sibling, {@code .<name>.tmp-<random>}, which {@link #commit} makes durable and renames. A
 * directory that was there before is set aside as {@code .<name>.old-<random>} and deleted after. A
 * crash between both renames leaves the old and the new directory complete under those hidden
 * names.
 *
 * <p>Confined to the thread that opened it, except that any thread may write files until the
 * commit. Closing it without a commit deletes what was written.
 */
public final class AtomicDirectory implements AutoCloseable {

  /** The name of the empty file that says a directory is complete. */
  public static final String SUCCESS = "_SUCCESS";

  private enum Phase {
    OPEN,
    COMMITTED,
    CLOSED
  }

  private final Path target;
  private final Path parent;
  private final Path aside;
  private Phase phase = Phase.OPEN;

  private AtomicDirectory(Path target, Path parent, Path aside) {
    this.target = target;
    this.parent = parent;
    this.aside = aside;
  }

  /**
   * Makes the hidden directory, and the target's parents where they are missing.
   *
   * @param target on the local file system: a directory to replace, or nothing yet
   * @throws IOException if the directory cannot be made, or the target is something else
   */
  public static AtomicDirectory open(Path target) throws IOException {
    Path absolute = target.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    if (parent == null) {
      throw new IllegalArgumentException(
          "Cannot write a directory: a root cannot be replaced, found "
              + target
              + ", expected a directory with a parent");
    }
    if (Files.exists(absolute) && !Files.isDirectory(absolute)) {
      throw new NotDirectoryException(absolute.toString());
    }
    Files.createDirectories(parent);
    while (true) {
      Path aside = hidden(absolute, "tmp");
      try {
        Files.createDirectory(aside);
        return new AtomicDirectory(absolute, parent, aside);
      } catch (FileAlreadyExistsException taken) {
        if (!Files.exists(aside, LinkOption.NOFOLLOW_LINKS)) {
          throw taken;
        }
      }
    }
  }

  private static Path hidden(Path target, String purpose) {
    String random = Long.toHexString(ThreadLocalRandom.current().nextLong());
    return target.resolveSibling("." + target.getFileName() + "." + purpose + "-" + random);
  }

  /**
   * Returns where to write the file {@code name} until the commit. Does not create it.
   *
   * @throws IllegalArgumentException if it is not a plain name, or that of the success file
   * @throws IllegalStateException if committed or closed
   */
  public Path file(String name) {
    requireOpen("give out a file");
    Path file = aside.resolve(name);
    boolean plain = aside.equals(file.normalize().getParent()) && !name.isEmpty();
    if (!plain || name.equals(SUCCESS)) {
      throw new IllegalArgumentException(
          "Cannot give out a file: unusable name, found \""
              + name
              + "\", expected a plain file name other than "
              + SUCCESS);
    }
    return file;
  }

  /**
   * Publishes the directory: adds the success file, forces all files to disk, and puts the
   * directory in the target's place. When this returns, the directory survives a crash of the
   * machine.
   *
   * @throws IOException if that fails; the target is then what it was, unless putting it back fails
   *     as well, which is reported as suppressed
   * @throws IllegalStateException if committed or closed
   */
  public void commit() throws IOException {
    requireOpen("commit");
    Path success = aside.resolve(SUCCESS);
    if (Files.notExists(success)) {
      Files.createFile(success);
    }
    FileTrees.force(aside);
    boolean replaces = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
    Path old = hidden(target, "old");
    if (replaces) {
      Files.move(target, old);
    }
    try {
      Files.move(aside, target);
    } catch (IOException failure) {
      if (replaces) {
        putBack(old, failure);
      }
      throw failure;
    }
    phase = Phase.COMMITTED;
    FileTrees.forceDirectory(parent);
    if (replaces) {
      FileTrees.delete(old);
    }
  }

  private void putBack(Path old, IOException failure) {
    try {
      Files.move(old, target);
    } catch (IOException again) {
      failure.addSuppressed(again);
    }
  }

  /** Deletes what was written unless it was committed. May be called again. */
  @Override
  public void close() throws IOException {
    if (phase == Phase.OPEN) {
      phase = Phase.CLOSED;
      FileTrees.delete(aside);
    }
  }

  private void requireOpen(String what) {
    if (phase != Phase.OPEN) {
      throw new IllegalStateException(
          "Cannot " + what + " in " + target + ": it is over, found " + phase + ", expected OPEN");
    }
  }
}
