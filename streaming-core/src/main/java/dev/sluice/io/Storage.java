package dev.sluice.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.List;

/**
 * Where Sluice keeps what must outlive the process: files with names such as {@code
 * ledger/00000000000000000001.log}, relative to the storage's root. A name is one or more parts
 * joined by {@code /}; a part is not empty and does not begin with a dot. Directories come and go
 * with their files.
 *
 * <p>What is durable survives a crash of the process and of the machine. {@link #write}, {@link
 * #delete}, {@link #truncate} and {@link #lock} are durable when they return; a crash during one
 * leaves it done or not done, never in between. What an {@link Appender} wrote is durable from its
 * next {@link Appender#sync} on; after a crash before that, any of those bytes may be missing or
 * wrong, and a file that was never synced may be missing.
 *
 * <p>Every method throws {@code IOException} if the storage fails, saying what was tried with which
 * file and why that is impossible, and {@code IllegalArgumentException} for a malformed name.
 * Implementations are thread-safe. One process writes at a time: the one that holds the lock its
 * program agreed on.
 */
public interface Storage {

  /**
   * Makes a new, empty file to append to. It is durable from the first sync on.
   *
   * @throws java.nio.file.FileAlreadyExistsException if it exists
   */
  Appender create(String name) throws IOException;

  /**
   * Makes a file with this content, or replaces the one there. Readers see the whole old or the
   * whole new file. If the content throws, what it threw comes out and nothing has changed.
   */
  void write(String name, Content content) throws IOException;

  /** Makes or replaces a file as {@link #write(String, Content)} does, with these bytes. */
  default void write(String name, ByteBuffer... content) throws IOException {
    write(
        name,
        out -> {
          WritableByteChannel channel = Channels.newChannel(out);
          for (ByteBuffer buffer : content) {
            while (buffer.hasRemaining()) {
              channel.write(buffer);
            }
          }
        });
  }

  /**
   * Opens a file for reading; it may be written to meanwhile.
   *
   * @throws java.nio.file.NoSuchFileException if it does not exist
   */
  StoredInput open(String name) throws IOException;

  /**
   * The full names of the files directly in a directory, sorted; none if there is no such
   * directory.
   *
   * @param directory named like a file, or empty for the root
   */
  List<String> list(String directory) throws IOException;

  /** Whether there is such a file. */
  boolean exists(String name) throws IOException;

  /** Deletes a file if it exists. */
  void delete(String name) throws IOException;

  /**
   * Cuts a file that nobody appends to.
   *
   * @param length at most its length
   * @throws IllegalArgumentException if the length is negative or greater than the file's
   * @throws java.nio.file.NoSuchFileException if the file does not exist
   */
  void truncate(String name, long length) throws IOException;

  /**
   * Begins to write to a directory where another process may have stopped in the middle: files
   * directly in it that are still open for appending are ended. Their length is final on return,
   * and whoever had them open fails to append. Without effect where the end of a process ends this
   * by itself.
   */
  default void takeOver(String directory) throws IOException {}

  /**
   * Takes an exclusive lock that ends when it is closed or the process dies. A file of that name
   * tells who held it last; it stays.
   *
   * @param holder who takes it, in one line, for the message that others get
   * @throws LockedException if it is taken, by this process or another
   */
  Lease lock(String name, String holder) throws IOException;

  /**
   * Returns the name if it is well formed.
   *
   * @throws IllegalArgumentException otherwise
   */
  static String requireName(String name) {
    for (String part : name.split("/", -1)) {
      if (part.isEmpty() || part.startsWith(".") || part.contains("\\") || part.contains("\0")) {
        throw new IllegalArgumentException(
            "Cannot use a file name: unusable part \""
                + part
                + "\", found \""
                + name
                + "\", expected parts joined by / that are not empty and begin with no dot");
      }
    }
    return name;
  }

  /** Writes the content of a file. */
  @FunctionalInterface
  interface Content {

    /** Writes all of it to {@code out}, which is buffered and need not be closed. */
    void writeTo(OutputStream out) throws IOException;
  }
}
