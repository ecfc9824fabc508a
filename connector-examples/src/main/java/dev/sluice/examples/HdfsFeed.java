package dev.sluice.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.hdfs.peer.HdfsCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * An HDFS with a directory in which small files appear, each with a line of a built-in text; old
 * ones are deleted. Thread-safe: the cluster is; a daemon thread writes, and ends with {@link
 * #close}.
 */
final class HdfsFeed implements AutoCloseable {
  private static final int DATA_NODES = 1;
  private static final long PAUSE_MS = 250;
  private static final int KEPT_FILES = 400;

  private final HdfsCluster cluster;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread writing = new Thread(this::write, "hdfs-feed");

  private HdfsFeed(HdfsCluster cluster) {
    this.cluster = cluster;
  }

  /** An HDFS of one's own, and files that appear in it. */
  static HdfsFeed start() throws IOException {
    System.err.println(
        "Starting an HDFS and writing a built-in text to it; end with Ctrl-C. For your own:"
            + " bin/run-example HdfsWordCount hdfs://HOST:PORT/DIRECTORY");
    HdfsFeed feed = new HdfsFeed(HdfsCluster.start(DATA_NODES));
    feed.writing.setDaemon(true);
    feed.writing.start();
    return feed;
  }

  /** The URI of the directory. */
  String directory() {
    return cluster.uri() + "/lines";
  }

  /** A URI that begins the names of directories for output. */
  String counts() {
    return cluster.uri() + "/counts/words";
  }

  /** A file appears when it is renamed. */
  private void write() {
    Configuration conf = new Configuration();
    conf.setInt("dfs.replication", DATA_NODES);
    // Lines are written until this is closed, also while the process ends.
    conf.setBoolean("fs.automatic.close", false);
    try (FileSystem files = FileSystem.newInstance(cluster.uri(), conf)) {
      Path aside = new Path(directory(), ".aside");
      long n = 0;
      do {
        try (FSDataOutputStream out = files.create(aside)) {
          out.write((SampleText.line(n) + "\n").getBytes(UTF_8));
        }
        files.rename(aside, file(n));
        files.delete(file(n - KEPT_FILES), false);
        n++;
      } while (!closed.await(PAUSE_MS, TimeUnit.MILLISECONDS));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write lines to HDFS", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Path file(long number) {
    return new Path(directory(), "lines-" + number);
  }

  /** Ends the files and the HDFS. */
  @Override
  public void close() throws IOException {
    closed.countDown();
    try {
      writing.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      cluster.close();
    }
  }
}
