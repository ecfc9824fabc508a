package dev.sluice.spark;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.storage.BlockManagerId;
import scala.jdk.javaapi.CollectionConverters;

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
    while (count(spark) < wanted
        && System.nanoTime() - end < 0
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(POLL_NANOS);
    }
    return Math.max(1, count(spark));
  }

  /**
   * How many there are now that run tasks and keep blocks; 0 if tasks run in this process. An
   * executor that ends before it was offered a task stays among those that keep blocks, as the
   * scheduler does not report it lost.
   */
  static int count(SparkContext spark) {
    Set<String> keepers = new HashSet<>();
    for (BlockManagerId keeper :
        CollectionConverters.asJava(
            SparkEnv.get().blockManager().master().getMemoryStatus().keySet())) {
      if (!keeper.isDriver()) {
        keepers.add(keeper.executorId());
      }
    }
    if (!keepers.isEmpty()) {
      keepers.retainAll(CollectionConverters.asJava(spark.getExecutorIds()));
    }
    return keepers.size();
  }
}
