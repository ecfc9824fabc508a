package dev.sluice.spark;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.storage.BlockManagerId;
import org.apache.spark.storage.BlockManagerMaster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import scala.Option;

/** Which executors count. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class ExecutorsTest {
  private static final int PATIENCE_S = 240;
  private static final int PORT = 1;

  @Test
  void an_executor_that_ended_before_it_was_offered_a_task_does_not_count() {
    SparkContext spark = Clusters.connect("local-cluster[1,1,1024]");
    try {
      await().atMost(PATIENCE_S, SECONDS).until(() -> Executors.count(spark) == 1);

      // What such an executor leaves behind: its blocks are never taken for lost.
      BlockManagerMaster master = SparkEnv.get().blockManager().master();
      BlockManagerId ended = BlockManagerId.apply("ended", "127.0.0.1", PORT, Option.empty());
      master.registerBlockManager(
          ended, new String[0], 0, 0, master.driverHeartbeatEndPoint(), false);

      assertThat(master.getMemoryStatus().contains(ended)).isTrue();
      assertThat(Executors.count(spark)).isEqualTo(1);
    } finally {
      spark.stop();
    }
  }

  @Test
  void there_are_none_if_tasks_run_in_this_process() {
    SparkContext spark = Clusters.connect("local[2]");
    try {
      assertThat(Executors.count(spark)).isZero();
    } finally {
      spark.stop();
    }
  }
}
