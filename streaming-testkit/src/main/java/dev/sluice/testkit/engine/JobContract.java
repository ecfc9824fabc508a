package dev.sluice.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.engine.JobHandle;
import dev.sluice.engine.JobOptions;
import dev.sluice.function.Tuple2;
import dev.sluice.rdd.Broadcast;
import dev.sluice.rdd.CollectionAccumulator;
import dev.sluice.rdd.JobException;
import dev.sluice.rdd.LongAccumulator;
import dev.sluice.rdd.PairRDD;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.RddContext;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.streaming.StreamingConf;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The suite on jobs that an engine must pass: what tasks compute, keep, add up and throw.
 *
 * <pre>{@code
 * class MyEngineJobTest extends JobContract {
 *   @Override
 *   protected StreamingConf conf() {
 *     return new StreamingConf().setMaster("my-engine://");
 *   }
 * }
 * }</pre>
 */
public abstract class JobContract {
  private static final List<Integer> NUMBERS = IntStream.range(0, 100).boxed().toList();

  /** For subclasses. */
  protected JobContract() {}

  /** A configuration that leads to the engine. */
  protected abstract StreamingConf conf();

  private EngineUnderTest open() {
    return EngineUnderTest.of(conf());
  }

  /** Not what Java serializes. */
  private static final class Point {
    private final int x;

    Point(int x) {
      this.x = x;
    }
  }

  @Test
  public void records_need_not_be_serializable() {
    try (EngineUnderTest test = open()) {
      List<Point> points = List.of(new Point(1), new Point(2), new Point(3));
      PairRDD<Integer, Point> byRemainder =
          test.rdds()
              .parallelize(points, 2)
              .map(point -> new Point(point.x + 1))
              .mapToPair(point -> new Tuple2<>(point.x % 2, point));
      List<Tuple2<Integer, Point>> largest =
          byRemainder.reduceByKey((a, b) -> a.x > b.x ? a : b).collect();
      assertEquals(7, largest.stream().mapToInt(pair -> pair._2().x).sum());
    }
  }

  @Test
  public void results_come_in_the_order_of_the_partitions_that_were_asked_for() {
    try (EngineUnderTest test = open()) {
      RDD<Integer> numbers = test.rdds().parallelize(NUMBERS, 4);
      List<Integer> first =
          test.rdds()
              .runJob(numbers, (task, records) -> records.iterator().next(), List.of(3, 0, 2));
      assertEquals(List.of(75, 0, 50), first);
    }
  }

  @Test
  public void a_task_knows_its_partition() {
    try (EngineUnderTest test = open()) {
      RDD<Integer> numbers = test.rdds().parallelize(NUMBERS, 4);
      RDD<Integer> both = numbers.union(numbers);
      List<Integer> partitions =
          test.rdds().runJob(both, (task, records) -> task.partition(), List.of(5, 1));
      assertEquals(List.of(5, 1), partitions);
    }
  }

  @Test
  public void pairs_are_sorted_over_all_partitions() {
    try (EngineUnderTest test = open()) {
      List<Integer> keys =
          test.rdds()
              .parallelize(NUMBERS, 5)
              .mapToPair(number -> new Tuple2<>((number * 37) % 100, number))
              .sortByKey(Comparator.<Integer>naturalOrder(), true, 3)
              .keys()
              .collect();
      assertEquals(NUMBERS, keys);
    }
  }

  @Test
  public void what_tasks_add_counts_once() {
    try (EngineUnderTest test = open()) {
      LongAccumulator sum = test.rdds().longAccumulator();
      CollectionAccumulator<Integer> seen = test.rdds().collectionAccumulator();
      test.rdds()
          .parallelize(NUMBERS, 4)
          .foreach(
              number -> {
                sum.add(number);
                seen.add(number);
              });
      assertEquals(4950, sum.sum());
      assertEquals(100, sum.count());
      assertEquals(NUMBERS, seen.value().stream().sorted().toList());
    }
  }

  @Test
  public void what_the_map_side_of_a_shuffle_adds_counts_too() {
    try (EngineUnderTest test = open()) {
      LongAccumulator sum = test.rdds().longAccumulator();
      test.rdds()
          .parallelize(NUMBERS, 4)
          .mapToPair(
              number -> {
                sum.add(number);
                return new Tuple2<>(number % 3, number);
              })
          .groupByKey()
          .count();
      assertEquals(4950, sum.sum());
    }
  }

  @Test
  public void a_value_that_is_broadcast_reaches_tasks() {
    try (EngineUnderTest test = open()) {
      Broadcast<Point> ten = test.rdds().broadcast(new Point(10));
      List<Integer> shifted =
          test.rdds().parallelize(List.of(1, 2, 3), 3).map(n -> n + ten.value().x).collect();
      assertEquals(List.of(11, 12, 13), shifted);
      ten.destroy();
      assertThrows(IllegalStateException.class, ten::value);
    }
  }

  /** One test for each level. */
  @TestFactory
  public Stream<DynamicTest> what_is_kept_is_computed_once() {
    return Stream.of(
            StorageLevel.MEMORY_ONLY,
            StorageLevel.MEMORY_ONLY_SER,
            StorageLevel.MEMORY_AND_DISK,
            StorageLevel.MEMORY_AND_DISK_SER_2,
            StorageLevel.DISK_ONLY)
        .map(level -> DynamicTest.dynamicTest(level.toString(), () -> computedOnce(level)));
  }

  private void computedOnce(StorageLevel level) {
    try (EngineUnderTest test = open()) {
      RddContext rdds = test.rdds();
      LongAccumulator computed = rdds.longAccumulator();
      RDD<Point> points =
          rdds.parallelize(NUMBERS, 4)
              .map(
                  number -> {
                    computed.add(1);
                    return new Point(number);
                  });
      points.persist(level);
      assertEquals(4950, sum(points));
      assertEquals(4950, sum(points));
      assertEquals(100, points.filter(point -> point.x >= 0).count());
      assertEquals(100, computed.sum());

      points.unpersist();
      assertEquals(4950, sum(points));
      assertEquals(200, computed.sum());
    }
  }

  private static long sum(RDD<Point> points) {
    return points.map(point -> point.x).reduce(Integer::sum);
  }

  @Test
  public void the_cause_of_a_failed_job_is_what_the_function_threw() {
    try (EngineUnderTest test = open()) {
      RDD<Integer> numbers = test.rdds().parallelize(NUMBERS, 4);
      RDD<Integer> failing = numbers.map(number -> JobContract.refuse(number, 60));
      JobException failure = assertThrows(JobException.class, failing::count);
      assertEquals(
          "java.lang.UnsupportedOperationException: 60", String.valueOf(failure.getCause()));
      assertEquals(100, numbers.count());
    }
  }

  private static int refuse(int number, int refused) {
    if (number == refused) {
      throw new UnsupportedOperationException("" + number);
    }
    return number;
  }

  @Test
  public void a_checked_exception_comes_out_as_it_is() {
    try (EngineUnderTest test = open()) {
      RDD<Integer> failing =
          test.rdds()
              .parallelize(NUMBERS, 2)
              .map(
                  number -> {
                    throw new IOException("no file");
                  });
      JobException failure = assertThrows(JobException.class, failing::collect);
      assertInstanceOf(IOException.class, failure.getCause());
    }
  }

  @Test
  public void jobs_of_a_group_are_cancelled_together() throws Exception {
    try (EngineUnderTest test = open()) {
      RDD<Integer> numbers = test.rdds().parallelize(NUMBERS, 2);
      JobHandle<Boolean> endless =
          test.engine()
              .submit(
                  numbers.plan(),
                  List.of(0, 1),
                  (task, records) -> {
                    while (!task.isCancelled()) {
                      Thread.onSpinWait();
                    }
                    throw new InterruptedException();
                  },
                  new JobOptions("endless", "endless"));
      test.engine().cancelGroup("other", "another one");
      test.engine().cancelGroup("endless", "enough");
      JobException failure = assertThrows(JobException.class, endless::await);
      assertTrue(String.valueOf(failure.getMessage()).contains("enough"), failure::getMessage);
      assertEquals(100, numbers.count());
    }
  }
}
