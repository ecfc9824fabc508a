package dev.sluice.hadoop.storage;

import dev.sluice.io.Appender;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A new file on S3, an object for each append. It is as durable then as it is after a sync, which
 * asks whether this process may still write: what comes after somebody else has taken the lock is
 * not acknowledged. Confined to one thread at a time.
 */
final class S3Appender implements Appender {

  /** Asks whether this process may write. */
  @FunctionalInterface
  interface Permission {
    void require() throws IOException;
  }

  private final String file;
  private final S3Log log;
  private final Permission permission;
  private long parts;
  private long position;
  private boolean failed;
  private boolean closed;

  /**
   * Appends to a file.
   *
   * @param file what it is, for errors
   */
  S3Appender(String file, S3Log log, Permission permission) {
    this.file = file;
    this.log = log;
    this.permission = permission;
  }

  @Override
  public void append(ByteBuffer... buffers) throws IOException {
    requireOpen("append to ");
    byte[] bytes = bytes(buffers);
    if (bytes.length == 0) {
      return;
    }
    try {
      if (!log.append(parts, bytes)) {
        throw new IOException(
            "another process has ended it: found something behind " + position + " bytes");
      }
    } catch (IOException failure) {
      failed = true;
      throw Failures.told("append to " + file, failure);
    }
    parts++;
    position += bytes.length;
  }

  private static byte[] bytes(ByteBuffer... buffers) {
    int length = 0;
    for (ByteBuffer buffer : buffers) {
      length = Math.addExact(length, buffer.remaining());
    }
    ByteBuffer all = ByteBuffer.allocate(length);
    for (ByteBuffer buffer : buffers) {
      all.put(buffer);
    }
    return all.array();
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void sync() throws IOException {
    requireOpen("sync ");
    try {
      permission.require();
    } catch (IOException failure) {
      failed = true;
      throw Failures.told("sync " + file, failure);
    }
  }

  private void requireOpen(String what) throws IOException {
    if (closed || failed) {
      throw new IOException(
          "Cannot " + what + file + ": it " + (closed ? "is closed" : "has failed before"));
    }
  }

  /** Ends the file, so that an append without an answer is there now or never. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (failed) {
        log.end();
      } else {
        log.append(parts, new byte[0]);
      }
    } catch (IOException failure) {
      throw Failures.told("close " + file, failure);
    }
  }
}
