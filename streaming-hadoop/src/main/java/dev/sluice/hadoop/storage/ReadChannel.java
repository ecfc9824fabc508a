package dev.sluice.hadoop.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.apache.hadoop.fs.FSDataInputStream;

/** Reads a file of the length that it had when it was opened. Confined to one thread at a time. */
final class ReadChannel implements SeekableByteChannel {
  private static final int COPY_BYTES = 64 * 1024;

  private final FSDataInputStream in;
  private final long size;
  private long position;
  private boolean open = true;

  ReadChannel(FSDataInputStream in, long size) {
    this.in = in;
    this.size = size;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    requireOpen();
    if (!target.hasRemaining()) {
      return 0;
    }
    if (position >= size) {
      return -1;
    }
    if (in.getPos() != position) {
      in.seek(position);
    }
    int read = target.hasArray() ? readInto(target) : readCopy(target);
    position += Math.max(read, 0);
    return read;
  }

  private int readInto(ByteBuffer target) throws IOException {
    int start = target.arrayOffset() + target.position();
    int read = in.read(target.array(), start, target.remaining());
    target.position(target.position() + Math.max(read, 0));
    return read;
  }

  private int readCopy(ByteBuffer target) throws IOException {
    byte[] copy = new byte[Math.min(COPY_BYTES, target.remaining())];
    int read = in.read(copy);
    target.put(copy, 0, Math.max(read, 0));
    return read;
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long newPosition) throws IOException {
    requireOpen();
    if (newPosition < 0) {
      throw new IllegalArgumentException(
          "Cannot read a file: found position " + newPosition + ", expected 0 or more");
    }
    position = newPosition;
    return this;
  }

  private void requireOpen() throws ClosedChannelException {
    if (!open) {
      throw new ClosedChannelException();
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public SeekableByteChannel truncate(long newSize) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() throws IOException {
    open = false;
    in.close();
  }
}
