package dev.sluice.spark;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.function.Tuple2;
import dev.sluice.rdd.HashPartitioner;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockManagerId;
import org.apache.spark.storage.BlockReplicationPolicy;
import org.apache.spark.storage.RDDBlockId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import scala.collection.immutable.Map$;
import scala.collection.immutable.Nil$;
import scala.collection.immutable.Seq;
import scala.collection.mutable.HashSet;
import scala.jdk.javaapi.CollectionConverters;

/** The copies of states on executors that come, go, or take none. */
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class StateCopiesTest {
  private static final int EACH = 8;
  private static final int BATCHES = 3 * EACH;
  private static final int MOST_KEPT = 20;
  private static final int PARTITIONS = 3;
  private static final int PATIENCE_S = 240;

  /** A program that adds 6 to a sum with each batch, of which the states that are kept are seen. */
  private static final class Sums implements AutoCloseable {
    private final SparkContext spark;
    private final TestStreams streams;
    private final Collected<Tuple2<Integer, Integer>> sums;
    private final List<Integer> versions = new ArrayList<>();
    private final List<Integer> withCopies = new ArrayList<>();
    private int batch;
    private int mostKept;

    Sums(SparkContext spark) {
      this.spark = spark;
      StreamingConf conf = new StreamingConf().setMaster(Clusters.TWO_EXECUTORS);
      this.streams = TestStreams.create(conf, Durations.seconds(1));
      this.sums =
          streams.collect(
              streams
                  .input(Collections.nCopies(BATCHES, List.of(1, 2, 3)))
                  .mapToPair(number -> new Tuple2<>(number, number))
                  .updateStateByKey(Sums::add, new HashPartitioner(PARTITIONS)));
      streams.start();
    }

    private static Optional<Integer> add(List<Integer> numbers, Optional<Integer> sum) {
      return Optional.of(sum.orElse(0) + numbers.stream().mapToInt(n -> n).sum());
    }

    /** Runs batches; after each the newest state is looked at. */
    void advance(int batches) {
      for (int i = 0; i < batches; i++) {
        streams.advance(1);
        batch++;
        Map<Object, RDD<?>> kept = CollectionConverters.asJava(spark.getPersistentRDDs());
        mostKept = Math.max(mostKept, kept.size());
        int newest = kept.keySet().stream().mapToInt(id -> (Integer) id).max().orElseThrow();
        versions.add(newest);
        if (kept.get(newest).getStorageLevel().replication() > 1) {
          withCopies.add(batch);
        }
      }
    }

    /** Of each partition of the state after a batch, from 1. */
    List<Integer> copies(int ofBatch) {
      return IntStream.range(0, PARTITIONS)
          .mapToObj(partition -> new RDDBlockId(versions.get(ofBatch - 1), partition))
          .map(id -> SparkEnv.get().blockManager().master().getLocations(id).size())
          .toList();
    }

    /** The sum of all keys after the last batch, by number of batches. */
    int sum() {
      return sums.batches().get(batch - 1).stream().mapToInt(Tuple2::_2).sum();
    }

    @Override
    public void close() {
      streams.close();
    }
  }

  private SparkContext spark;

  private void connect(Map<String, String> settings) {
    spark = Clusters.connect(Clusters.TWO_EXECUTORS, settings);
    awaitExecutors(2);
  }

  @AfterEach
  void disconnect() {
    if (spark != null) {
      spark.stop();
    }
  }

  /** Has executors come and no others instead of those that go. */
  private void askFor(int executors) {
    assertThat(spark.requestTotalExecutors(executors, 0, Map$.MODULE$.<String, Object>empty()))
        .isTrue();
  }

  /** Waits until so many run tasks, and no other one is thought to keep blocks. */
  private void awaitExecutors(int count) {
    await()
        .atMost(PATIENCE_S, SECONDS)
        .until(() -> Executors.count(spark) == count && keepers() == count);
  }

  private static int keepers() {
    return SparkEnv.get().blockManager().master().getMemoryStatus().size() - 1;
  }

  /** Ends the executor that has been there for longest. */
  private void endOldest(int left) {
    offerTasks();
    askFor(left);
    String oldest =
        CollectionConverters.asJava(spark.getExecutorIds()).stream()
            .min(Comparator.comparing(Integer::parseInt))
            .orElseThrow();
    assertThat(spark.killExecutor(oldest)).isTrue();
    awaitExecutors(left);
  }

  /** Spark takes blocks of an executor for lost only if it was offered a task before. */
  private void offerTasks() {
    assertThat(new JavaSparkContext(spark).parallelize(List.of(1)).count()).isEqualTo(1);
  }

  @Test
  void each_eighth_state_has_two_copies_and_no_other_as_long_as_nothing_is_lost() {
    connect(Map.of());
    try (Sums sums = new Sums(spark)) {
      for (int end = EACH; end <= BATCHES; end += EACH) {
        sums.advance(EACH);

        assertThat(sums.copies(end)).containsOnly(2);
      }

      assertThat(sums.withCopies).containsExactly(EACH, 2 * EACH, 3 * EACH);
      assertThat(sums.sum()).isEqualTo(6 * BATCHES);
    }
  }

  @Test
  void a_state_stored_while_there_was_one_executor_outlives_it_once_another_has_joined() {
    connect(Map.of());
    try (Sums sums = new Sums(spark)) {
      sums.advance(EACH - 2);
      endOldest(1);
      sums.advance(3);
      assertThat(sums.copies(EACH)).containsOnly(1);

      askFor(2);
      awaitExecutors(2);
      sums.advance(1);
      assertThat(sums.copies(EACH + 2)).containsOnly(2);

      endOldest(1);
      sums.advance(2);
      assertThat(sums.sum()).isEqualTo(6 * (EACH + 4));
    }
  }

  @Test
  void a_state_that_lost_copies_has_them_again_one_batch_after_another_executor_has_joined() {
    connect(Map.of());
    try (Sums sums = new Sums(spark)) {
      sums.advance(EACH);
      endOldest(1);
      sums.advance(1);
      assertThat(sums.copies(EACH)).containsOnly(1);

      askFor(2);
      awaitExecutors(2);
      sums.advance(EACH);

      assertThat(sums.withCopies).containsExactly(EACH, EACH + 2);
      assertThat(sums.copies(EACH + 2)).containsOnly(2);
    }
  }

  @Test
  void an_executor_that_comes_late_takes_copies_too() {
    connect(Map.of("spark.executor.instances", "1"));
    endOldest(1);
    try (Sums sums = new Sums(spark)) {
      sums.advance(EACH + 1);
      assertThat(sums.withCopies).isEmpty();

      askFor(2);
      awaitExecutors(2);
      sums.advance(1);

      assertThat(sums.copies(EACH + 2)).containsOnly(2);
    }
  }

  @Test
  void lineage_ends_all_the_same_if_no_executor_takes_copies_of_another() {
    connect(Map.of("spark.storage.replication.policy", NoPeers.class.getName()));
    try (Sums sums = new Sums(spark)) {
      sums.advance(BATCHES);

      assertThat(sums.withCopies).containsExactly(8, 9, 10, 11, 12, 13, 14, 15, 15 + EACH);
      assertThat(sums.mostKept).isLessThanOrEqualTo(MOST_KEPT);
      assertThat(sums.sum()).isEqualTo(6 * BATCHES);
    }
  }

  /** Where copies go: nowhere. */
  public static final class NoPeers implements BlockReplicationPolicy {
    @Override
    @SuppressWarnings("unchecked") // the empty list is one of anything
    public scala.collection.immutable.List<BlockManagerId> prioritize(
        BlockManagerId own,
        Seq<BlockManagerId> peers,
        HashSet<BlockManagerId> done,
        BlockId block,
        int copies) {
      return (scala.collection.immutable.List<BlockManagerId>)
          (scala.collection.immutable.List<?>) Nil$.MODULE$;
    }
  }
}
