package dev.sluice.migration;

import java.util.LinkedHashMap;
import java.util.Map;
import org.openrewrite.ExecutionContext;
import org.openrewrite.Recipe;
import org.openrewrite.TreeVisitor;
import org.openrewrite.java.JavaIsoVisitor;
import org.openrewrite.java.tree.J;

/** Marks imports of Spark that nothing takes the place of, and says what to do. Immutable. */
final class Leftovers extends Recipe {
  /** What to do, by the beginning of a name; the first that fits counts. */
  private static final Map<String, String> BY_HAND = byHand();

  private static Map<String, String> byHand() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(
        "org.apache.spark.sql.",
        "on Spark, rdd.unwrap(JavaRDD.class) is its dataset; else a database");
    all.put(
        "org.apache.spark.mllib.",
        "on Spark, rdd.unwrap(JavaRDD.class) is its dataset; else a library");
    all.put(
        "org.apache.spark.ml.",
        "on Spark, rdd.unwrap(JavaRDD.class) is its dataset; else a library");
    all.put(
        "org.apache.spark.streaming.kafka.",
        "streaming-kafka connects to brokers, not to ZooKeeper: dev.sluice.kafka.KafkaUtils");
    all.put("org.apache.spark.streaming.flume.", "streaming-flume: dev.sluice.flume.FlumeUtils");
    all.put(
        "org.apache.spark.streaming.kinesis.",
        "streaming-kinesis-asl: dev.sluice.kinesis.KinesisInputDStream");
    all.put("org.apache.spark.streaming.mqtt.", "streaming-mqtt: dev.sluice.mqtt.MQTTUtils");
    all.put(
        "org.apache.spark.streaming.zeromq.", "streaming-zeromq: dev.sluice.zeromq.ZeroMQUtils");
    all.put(
        "org.apache.spark.streaming.twitter.",
        "streaming-twitter: dev.sluice.twitter.TwitterUtils");
    all.put("org.apache.spark.streaming.akka.", "streaming-pekko: dev.sluice.pekko.PekkoUtils");
    all.put("org.apache.spark.", "there is none in Sluice, see its migration guide");
    all.put("scala.", "nothing of Scala is in Sluice's interface");
    return all;
  }

  @Override
  public String getDisplayName() {
    return "Mark what is left of Spark";
  }

  @Override
  public String getDescription() {
    return "Imports of Spark and Scala for which there is no other get a comment.";
  }

  @Override
  public TreeVisitor<?, ExecutionContext> getVisitor() {
    return new JavaIsoVisitor<>() {
      @Override
      public J.Import visitImport(J.Import imported, ExecutionContext context) {
        String name = imported.getTypeName() + ".";
        return name.startsWith("org.apache.spark.examples.")
            ? imported
            : BY_HAND.entrySet().stream()
                .filter(entry -> name.startsWith(entry.getKey()))
                .findFirst()
                .map(entry -> ByHand.above(imported, entry.getValue()))
                .orElse(imported);
      }
    };
  }
}
