package dev.sluice.spark;

import dev.sluice.streaming.StreamingConf;
import dev.sluice.testkit.engine.JobContract;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

/** Spark with two executors passes the suite. */
class ClusterJobTest extends JobContract {
  private static SparkContext spark;

  @BeforeAll
  @Timeout(value = 180, unit = TimeUnit.SECONDS)
  static void connect() {
    spark = Clusters.connect(Clusters.TWO_EXECUTORS);
  }

  @AfterAll
  static void disconnect() {
    spark.stop();
  }

  @Override
  protected StreamingConf conf() {
    return new StreamingConf().setMaster(Clusters.TWO_EXECUTORS);
  }
}
