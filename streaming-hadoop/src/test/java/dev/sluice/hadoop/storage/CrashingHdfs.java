package dev.sluice.hadoop.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/**
 * HDFS for a process that dies at one of its calls: before HDFS has done what was asked, or after
 * it, and before the answer. From then on nothing works, and nothing is closed. Thread-safe:
 * guarded by its monitor.
 */
final class CrashingHdfs extends Hdfs {
  private final Random random;
  private int left;
  private boolean dead;

  CrashingHdfs(HadoopFiles files, int calls, long seed) {
    super(files);
    this.left = calls;
    this.random = new Random(seed + calls);
  }

  synchronized boolean isDead() {
    return dead;
  }

  /** A call that changes something. */
  @FunctionalInterface
  private interface Change {
    void run() throws IOException;
  }

  private void step(Change change) throws IOException {
    boolean dies;
    synchronized (this) {
      requireAlive();
      left--;
      dies = left < 0;
      dead = dies;
    }
    if (!dies || random.nextBoolean()) {
      change.run();
    }
    if (dies) {
      throw new IOException("the process died here");
    }
  }

  private synchronized void requireAlive() throws IOException {
    if (dead) {
      throw new IOException("the process is dead");
    }
  }

  @Override
  DistributedFileSystem system() throws IOException {
    requireAlive();
    return super.system();
  }

  /** That of the process, dead or alive. */
  private DistributedFileSystem live() throws IOException {
    return super.system();
  }

  @Override
  FSDataOutputStream create(Path file) throws IOException {
    FSDataOutputStream[] made = new FSDataOutputStream[1];
    step(() -> made[0] = CrashingHdfs.super.create(file));
    return new FSDataOutputStream(new CrashingStream(made[0]), null) {
      @Override
      public void hsync() throws IOException {
        step(made[0]::hsync);
      }

      @Override
      public void hflush() throws IOException {
        step(made[0]::hflush);
      }
    };
  }

  @Override
  void rename(Path from, Path to) throws IOException {
    step(() -> live().rename(from, to, org.apache.hadoop.fs.Options.Rename.OVERWRITE));
  }

  @Override
  void delete(Path file) throws IOException {
    step(() -> live().delete(file, false));
  }

  @Override
  void note(Path file, String name, byte[] value) throws IOException {
    step(() -> live().setXAttr(file, name, value));
  }

  /** Passes bytes on while the process lives. */
  private final class CrashingStream extends OutputStream {
    private final FSDataOutputStream out;

    CrashingStream(FSDataOutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
      step(() -> out.write(bytes, start, length));
    }

    @Override
    public void close() throws IOException {
      step(out::close);
    }
  }
}
