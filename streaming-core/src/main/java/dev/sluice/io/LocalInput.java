package dev.sluice.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file of the local file system, read without a channel because an interrupt of one reader would
 * close that for all. Thread-safe: guarded by its monitor.
 */
final class LocalInput implements StoredInput {
  private static final int COPY_BYTES = 64 * 1024;

  private final RandomAccessFile file;

  LocalInput(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new NoSuchFileException(path.toString());
    }
    try {
      file = new RandomAccessFile(path.toFile(), "r");
    } catch (FileNotFoundException failure) {
      throw new IOException(failure.getMessage(), failure);
    }
  }

  @Override
  public synchronized long size() throws IOException {
    return file.length();
  }

  @Override
  public synchronized int read(long offset, ByteBuffer target) throws IOException {
    file.seek(offset);
    byte[] copy = target.hasArray() ? target.array() : new byte[copyBytes(target)];
    int total = 0;
    while (target.hasRemaining()) {
      int start = target.hasArray() ? target.arrayOffset() + target.position() : 0;
      int most = target.hasArray() ? target.remaining() : Math.min(copy.length, target.remaining());
      int read = file.read(copy, start, most);
      if (read < 0) {
        break;
      }
      total += read;
      if (target.hasArray()) {
        target.position(target.position() + read);
      } else {
        target.put(copy, 0, read);
      }
    }
    return total;
  }

  private static int copyBytes(ByteBuffer target) {
    return Math.min(COPY_BYTES, target.remaining());
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }
}
