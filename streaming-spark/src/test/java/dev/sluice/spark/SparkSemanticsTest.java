package dev.sluice.spark;

import dev.sluice.streaming.StreamingConf;
import dev.sluice.testkit.semantics.DStreamSemantics;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * Spark in this process passes the suite: everything is serialized, only the network is missing.
 */
class SparkSemanticsTest extends DStreamSemantics {
  private static SparkContext spark;

  @BeforeAll
  static void connect() {
    spark = Clusters.connect("local[2]");
  }

  @AfterAll
  static void disconnect() {
    spark.stop();
  }

  @Override
  protected StreamingConf conf() {
    return new StreamingConf().setMaster("spark-local[2]");
  }

  @Override
  protected int partitionNumbers() {
    return 1;
  }
}
