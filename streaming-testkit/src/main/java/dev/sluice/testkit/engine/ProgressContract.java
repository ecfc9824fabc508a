package dev.sluice.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.engine.JobOptions;
import dev.sluice.engine.StageInfo;
import dev.sluice.function.Tuple2;
import dev.sluice.rdd.JobException;
import dev.sluice.rdd.PairRDD;
import dev.sluice.rdd.PartitionCounts;
import dev.sluice.rdd.RDD;
import dev.sluice.streaming.StreamingConf;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The suite on what an engine tells of jobs that it must pass: their stages, and how many records
 * there are.
 *
 * <pre>{@code
 * class MyEngineProgressTest extends ProgressContract {
 *   @Override
 *   protected StreamingConf conf() {
 *     return new StreamingConf().setMaster("my-engine://");
 *   }
 * }
 * }</pre>
 */
public abstract class ProgressContract {
  private static final List<Integer> NUMBERS = IntStream.range(0, 100).boxed().toList();

  /** For subclasses. */
  protected ProgressContract() {}

  /** A configuration that leads to the engine. */
  protected abstract StreamingConf conf();

  private EngineUnderTest open() {
    return EngineUnderTest.of(conf());
  }

  @Test
  public void when_a_job_ends_its_stages_have_been_told_of() throws Exception {
    try (EngineUnderTest test = open()) {
      List<StageInfo> stages = new CopyOnWriteArrayList<>();
      PairRDD<Integer, Integer> sums =
          test.rdds()
              .parallelize(NUMBERS, 4)
              .mapToPair(number -> new Tuple2<>(number % 10, number))
              .reduceByKey(Integer::sum, 3);

      assertEquals(10, new JobOptions("", "sums", stages::add).call(sums::count));

      assertEquals(List.of(4, 3), stages.stream().map(StageInfo::tasks).toList());
      assertEquals(List.of(4, 3), stages.stream().map(StageInfo::tasksDone).toList());
      assertTrue(stages.get(0).name().startsWith("map stage of shuffle "), stages::toString);
      assertEquals("result stage", stages.get(1).name());
      for (StageInfo stage : stages) {
        assertEquals(StageInfo.Outcome.COMPLETED, stage.outcome());
        assertEquals(0, stage.tasksFailed());
        assertFalse(stage.took().isNegative());
      }
    }
  }

  @Test
  public void a_stage_that_fails_is_told_of_with_its_attempts() {
    try (EngineUnderTest test = open()) {
      List<StageInfo> stages = new CopyOnWriteArrayList<>();
      RDD<Integer> failing =
          test.rdds().parallelize(NUMBERS, 1).map(number -> ProgressContract.refuse(number, 60));

      assertThrows(
          JobException.class,
          () -> new JobOptions("", "failing", stages::add).call(failing::count));

      assertEquals(1, stages.size());
      assertEquals(StageInfo.Outcome.FAILED, stages.get(0).outcome());
      assertEquals(0, stages.get(0).tasksDone());
      assertTrue(stages.get(0).tasksFailed() > 0);
    }
  }

  @Test
  public void records_of_partitions_are_counted_where_somebody_asks() {
    try (EngineUnderTest test = open()) {
      RDD<Integer> numbers = test.rdds().parallelize(NUMBERS, 4);
      RDD<Integer> even = numbers.filter(number -> number % 2 == 0);
      PartitionCounts all = numbers.plan().counts();
      PartitionCounts half = even.plan().counts();
      assertTrue(all.sum().isEmpty());

      assertEquals(2450, even.reduce(Integer::sum));

      assertEquals(100, all.sum().orElseThrow());
      assertEquals(50, half.sum().orElseThrow());
    }
  }

  private static int refuse(int number, int refused) {
    if (number == refused) {
      throw new UnsupportedOperationException("" + number);
    }
    return number;
  }
}
