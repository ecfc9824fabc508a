package dev.sluice.hadoop;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * Local files that are gone for the program from one call on, as if it were killed there: that call
 * has happened, in part or not at all. Hadoop makes objects of this class itself, so what they do
 * is said by {@link Crash}. Thread-safe as the local file system is.
 */
class CrashingFiles extends RawLocalFileSystem {
  /** The same under a scheme of which nothing is known, as a store without renames is. */
  static final class Unknown extends CrashingFiles {
    @Override
    public URI getUri() {
      return URI.create("objects:///");
    }
  }

  /** When the files are gone. Guarded by its monitor. */
  static final class Crash {
    private static Crash current = new Crash(Long.MAX_VALUE, new Random(0));

    private final long at;
    private final Random random;
    private long calls;

    private Crash(long at, Random random) {
      this.at = at;
      this.random = random;
    }

    /** From now on, files are gone at a call, from 1. */
    static void at(long call, Random random) {
      current = new Crash(call, random);
    }

    /** From now on, files are there. */
    static void never() {
      at(Long.MAX_VALUE, new Random(0));
    }

    /** Whether the call was reached. */
    static boolean happened() {
      return current.calls >= current.at;
    }

    static synchronized <T> T change(String what, Change<T> change, Part part) throws IOException {
      current.calls++;
      if (current.calls == current.at) {
        switch (current.random.nextInt(3)) {
          case 0 -> {}
          case 1 -> part.make(current.random);
          default -> {
            T done = change.make();
            throw new IOException("crashed after " + what + ": " + done);
          }
        }
      }
      if (happened()) {
        throw new IOException("crashed before " + what);
      }
      return change.make();
    }
  }

  /** What a call does. */
  interface Change<T> {
    T make() throws IOException;
  }

  /** What a call does before it is done. */
  interface Part {
    void make(Random random) throws IOException;
  }

  private static <T> T change(String what, Change<T> change) throws IOException {
    return Crash.change(what, change, random -> {});
  }

  @Override
  public boolean mkdirs(Path directory) throws IOException {
    return change("mkdirs " + directory, () -> super.mkdirs(directory));
  }

  @Override
  public boolean mkdirs(Path directory, FsPermission permission) throws IOException {
    return mkdirs(directory);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    return change("rename " + from + " to " + to, () -> super.rename(from, to));
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    return Crash.change(
        "delete " + path, () -> super.delete(path, recursive), random -> deleteSome(path, random));
  }

  /** A directory is deleted file by file. */
  private void deleteSome(Path path, Random random) throws IOException {
    java.io.File[] children = pathToFile(path).listFiles();
    if (children != null) {
      for (java.io.File child : children) {
        if (random.nextBoolean()) {
          super.delete(new Path(path, child.getName()), true);
        }
      }
    }
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    return change("list " + path, () -> super.listStatus(path));
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    return change("look at " + path, () -> super.getFileStatus(path));
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    return change("open " + path, () -> super.open(path, bufferSize));
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    return change(
        "create " + path,
        () ->
            new FSDataOutputStream(
                new CrashingStream(
                    super.create(path, overwrite, bufferSize, replication, blockSize, progress)),
                null));
  }

  /** What is written is there when the file is closed, or a part of it. */
  private static final class CrashingStream extends OutputStream {
    private final OutputStream file;
    private final List<Byte> waiting = new ArrayList<>();
    private boolean closed;

    CrashingStream(OutputStream file) {
      this.file = file;
    }

    @Override
    public void write(int b) {
      waiting.add((byte) b);
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        try (file) {
          Crash.change(
              "close", () -> flush(waiting.size()), r -> flush(r.nextInt(waiting.size() + 1)));
        }
      }
    }

    private int flush(int bytes) throws IOException {
      for (byte each : waiting.subList(0, bytes)) {
        file.write(each);
      }
      return bytes;
    }
  }
}
