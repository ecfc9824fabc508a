package dev.sluice.spark;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;

/** Spark's configuration for streams: what the program says, and what suits streams elsewhere. */
final class SparkSettings {
  /** Begins the master of Spark's own engine in this process, which Spark calls {@code local}. */
  static final String IN_PROCESS = "spark-local";

  private static final String OURS = "spark.streaming.";

  /** Settings of Spark that Sluice has, too, by the names under which it keeps them. */
  private static final Map<String, String> SHARED =
      Map.of(
          "streaming.defaultParallelism", "spark.default.parallelism",
          "streaming.ui.enabled", "spark.ui.enabled",
          "streaming.ui.port", "spark.ui.port",
          "streaming.ui.showConsoleProgress", "spark.ui.showConsoleProgress");

  private static final Pattern LOCAL_CLUSTER =
      Pattern.compile("local-cluster\\[\\s*(\\d+)\\s*,\\s*(\\d+)\\s*,\\s*(\\d+)\\s*]");

  private SparkSettings() {}

  static SparkConf of(String master, String appName, Map<String, String> settings) {
    SparkConf conf = new SparkConf(true);
    settings.forEach(
        (key, value) -> {
          String name = SHARED.getOrDefault(key, key);
          if (name.startsWith("spark.") && !name.startsWith(OURS)) {
            conf.set(name, value);
          }
        });
    conf.setAppName(appName);
    conf.setMaster(master.startsWith(IN_PROCESS) ? master.substring("spark-".length()) : master);
    conf.setIfMissing("spark.storage.cachedPeersTtl", "1000");
    conf.setIfMissing("spark.locality.wait", "200ms");
    conf.setIfMissing("spark.dynamicAllocation.enabled", "false");
    conf.setIfMissing("spark.speculation", "false");
    Matcher onThisMachine = LOCAL_CLUSTER.matcher(master);
    if (onThisMachine.matches()) {
      onThisMachine(conf, onThisMachine.group(1), onThisMachine.group(3));
    }
    return conf;
  }

  /** The executors are children of this process: they take its class path. */
  private static void onThisMachine(SparkConf conf, String workers, String mebibytes) {
    conf.setIfMissing("spark.executor.memory", mebibytes + "m");
    conf.setIfMissing("spark.executor.instances", workers);
    conf.setIfMissing("spark.executor.extraClassPath", System.getProperty("java.class.path"));
    conf.setIfMissing("spark.driver.host", "127.0.0.1");
    conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
  }
}
