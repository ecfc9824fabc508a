package dev.sluice.spark;

import dev.sluice.streaming.StreamingConf;
import dev.sluice.testkit.engine.ProgressContract;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Spark tells of its jobs what the suite asks for. */
class SparkProgressTest extends ProgressContract {
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
}
