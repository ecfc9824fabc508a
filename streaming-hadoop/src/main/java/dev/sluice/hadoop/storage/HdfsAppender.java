package dev.sluice.hadoop.storage;

import dev.sluice.io.Appender;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hadoop.fs.FSDataOutputStream;

/** A new file of HDFS. Confined to one thread at a time. */
final class HdfsAppender implements Appender {
  private final String file;
  private final FSDataOutputStream out;
  private boolean closed;

  /**
   * Appends to a file.
   *
   * @param file what it is, for errors
   */
  HdfsAppender(String file, FSDataOutputStream out) {
    this.file = file;
    this.out = out;
  }

  @Override
  public void append(ByteBuffer... buffers) throws IOException {
    requireOpen("append to ");
    try {
      for (ByteBuffer buffer : buffers) {
        Buffers.writeTo(out, buffer);
      }
      out.hflush();
    } catch (IOException failure) {
      throw Failures.told("append to " + file, failure);
    }
  }

  @Override
  public long position() {
    return out.getPos();
  }

  @Override
  public void sync() throws IOException {
    requireOpen("sync ");
    try {
      out.hsync();
    } catch (IOException failure) {
      throw Failures.told("sync " + file, failure);
    }
  }

  private void requireOpen(String what) throws IOException {
    if (closed) {
      throw new IOException("Cannot " + what + file + ": it is closed");
    }
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      out.close();
    } catch (IOException failure) {
      throw Failures.told("close " + file, failure);
    }
  }
}
