package dev.sluice.spark;

import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.jspecify.annotations.Nullable;
import scala.Option;

/**
 * The process's connection to Spark, of which there is one at most: that of the user, if there is
 * one, else our own as long as an engine uses it. Thread-safe: guarded by the class's monitor.
 */
final class SparkContexts {
  private static @Nullable SparkContext own;
  private static int users;

  private SparkContexts() {}

  /** That of the process; made if there is none. */
  static synchronized SparkContext acquire(SparkConf conf) {
    Option<SparkContext> active = org.apache.spark.SparkContext$.MODULE$.getActive();
    SparkContext spark =
        active.isDefined() && !active.get().isStopped() ? active.get() : new SparkContext(conf);
    if (active.isEmpty() || spark != active.get()) {
      own = spark;
      users = 0;
    }
    if (spark == own) {
      users++;
    }
    return spark;
  }

  /** Gives it back; our own stops with its last user. */
  static synchronized void release(SparkContext spark) {
    if (spark == own && --users == 0) {
      own = null;
      spark.stop();
    }
  }
}
