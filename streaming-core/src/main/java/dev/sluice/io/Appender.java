package dev.sluice.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A new file of a {@link Storage} that grows at its end. Confined to one thread at a time. */
public interface Appender extends Closeable {

  /**
   * Appends the buffers' remaining bytes in order. Readers see them at once; they are durable after
   * the next {@link #sync}. If it fails, any part of them may have been appended.
   */
  void append(ByteBuffer... buffers) throws IOException;

  /** The length of the file so far, in bytes. */
  long position();

  /**
   * Makes the file and all that was appended durable. If it fails, what was appended since the last
   * sync is lost or not; syncing again does not help, the bytes have to go into another file.
   */
  void sync() throws IOException;

  /** Closes the file without a sync. May be called again. */
  @Override
  void close() throws IOException;
}
