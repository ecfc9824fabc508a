package dev.sluice.spark;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;

/** The processes of a cluster that run tasks. */
final class Executors {
  private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private Executors() {}

  /**
   * Waits until as many have come as are asked for, for a minute at most: receivers that start
   * before would all be on the first one.
   *
   * @return how many there are; 1 if tasks run in this process
   */
  static int await(SparkContext spark) {
    if (spark.isLocal()) {
      return 1;
    }
    int wanted = spark.getConf().getInt("spark.executor.instances", 1);
    long end = System.nanoTime() + LONGEST_WAIT_NANOS;
    while (count() < wanted
        && System.nanoTime() - end < 0
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(POLL_NANOS);
    }
    return Math.max(1, count());
  }

  /** How many there are now; 0 if tasks run in this process. */
  static int count() {
    return SparkEnv.get().blockManager().master().getMemoryStatus().size() - 1;
  }
}
