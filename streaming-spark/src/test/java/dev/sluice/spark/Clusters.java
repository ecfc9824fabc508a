package dev.sluice.spark;

import dev.sluice.streaming.StreamingConf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;

/** Connections to Spark for tests. */
final class Clusters {
  /** Two executors with a core each, processes of their own. */
  static final String TWO_EXECUTORS = "local-cluster[2,1,1024]";

  private Clusters() {}

  /** A connection that programs of the test share. */
  static SparkContext connect(String master) {
    return connect(master, Map.of());
  }

  /** The same, with settings of Spark. */
  static SparkContext connect(String master, Map<String, String> settings) {
    SparkConf conf = SparkSettings.of(master, "test", settings);
    conf.set("spark.ui.enabled", "false");
    makeHome();
    return new SparkContext(conf);
  }

  /** A configuration of a program that connects by itself. */
  static StreamingConf conf(String master) {
    makeHome();
    return new StreamingConf()
        .setMaster(master)
        .setAppName("test")
        .set("spark.ui.enabled", "false");
  }

  /** Workers insist on a home with archives; executors have the class path of the test. */
  private static void makeHome() {
    try {
      Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
