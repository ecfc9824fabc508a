package dev.sluice.hadoop.storage;

import dev.sluice.hdfs.peer.HdfsCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;

/** One HDFS for all tests of the process; it ends with the process. */
final class Hadoop {
  private static final AtomicInteger DIRECTORIES = new AtomicInteger();

  private Hadoop() {}

  private static final class Holder {
    static final HdfsCluster CLUSTER = started();

    private static HdfsCluster started() {
      try {
        HdfsCluster cluster = HdfsCluster.start(3);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(cluster)));
        return cluster;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void close(HdfsCluster cluster) {
      try {
        cluster.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static HdfsCluster cluster() {
    return Holder.CLUSTER;
  }

  /** The URI of a directory that is not there yet. */
  static String directory() {
    return cluster().uri() + "/test-" + DIRECTORIES.incrementAndGet();
  }
}
