package dev.sluice.hadoop.storage;

import dev.sluice.io.StoredInput;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.client.HdfsDataInputStream;

/**
 * A file of HDFS. One that is written to meanwhile is opened again when more of it is asked for
 * than was there. Thread-safe: guarded by its monitor.
 */
final class HdfsInput implements StoredInput {
  private static final int COPY_BYTES = 64 * 1024;

  private final Hdfs hdfs;
  private final Path file;
  private boolean growing;
  private FSDataInputStream in;
  private long length;

  private HdfsInput(Hdfs hdfs, Path file, boolean growing, FSDataInputStream in) {
    this.hdfs = hdfs;
    this.file = file;
    this.growing = growing;
    this.in = in;
    this.length = length(in);
  }

  static HdfsInput open(Hdfs hdfs, Path file) throws IOException {
    if (hdfs.status(file).filter(status -> status.isFile()).isEmpty()) {
      throw new FileNotFoundException(file.toString());
    }
    boolean growing = !hdfs.system().isFileClosed(file);
    return new HdfsInput(hdfs, file, growing, hdfs.system().open(file));
  }

  private static long length(FSDataInputStream in) {
    return ((HdfsDataInputStream) in).getVisibleLength();
  }

  @Override
  public synchronized long size() throws IOException {
    refresh();
    return length;
  }

  private void refresh() throws IOException {
    if (growing) {
      boolean stillGrowing = !hdfs.system().isFileClosed(file);
      FSDataInputStream again = hdfs.system().open(file);
      in.close();
      in = again;
      length = length(again);
      growing = stillGrowing;
    }
  }

  @Override
  public synchronized int read(long offset, ByteBuffer target) throws IOException {
    if (offset + target.remaining() > length) {
      refresh();
    }
    int total = 0;
    byte[] copy = new byte[Math.min(COPY_BYTES, target.remaining())];
    while (target.hasRemaining() && offset + total < length) {
      int most = (int) Math.min(Math.min(copy.length, target.remaining()), length - offset - total);
      int read = in.read(offset + total, copy, 0, most);
      if (read <= 0) {
        break;
      }
      target.put(copy, 0, read);
      total += read;
    }
    return total;
  }

  @Override
  public synchronized void close() throws IOException {
    in.close();
  }
}
