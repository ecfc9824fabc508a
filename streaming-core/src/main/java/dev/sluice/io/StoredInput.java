package dev.sluice.io;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** A file of a {@link Storage}, open for reading. Thread-safe: reads do not share a position. */
public interface StoredInput extends Closeable {

  /** The length of the file now, in bytes. */
  long size() throws IOException;

  /**
   * Reads bytes into the target until it is full or the file ends.
   *
   * @param offset from the file's begin
   * @return how many bytes were read; 0 at or behind the end of the file
   */
  int read(long offset, ByteBuffer target) throws IOException;

  /**
   * Fills the target.
   *
   * @throws EOFException if the file ends before
   */
  default void readFully(long offset, ByteBuffer target) throws IOException {
    int wanted = target.remaining();
    int read = read(offset, target);
    if (read < wanted) {
      throw new EOFException(
          "Cannot read at offset "
              + offset
              + ": the file ends, found "
              + read
              + " bytes, expected "
              + wanted);
    }
  }

  /** The bytes from an offset on. Closing the stream does not close this. */
  default InputStream stream(long offset) {
    return new StoredStream(this, offset);
  }

  @Override
  void close() throws IOException;
}
