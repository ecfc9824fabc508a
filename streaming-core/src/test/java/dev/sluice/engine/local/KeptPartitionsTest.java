package dev.sluice.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.BlockId;
import dev.sluice.engine.BlockStore.Retention;
import dev.sluice.engine.JobHandle;
import dev.sluice.engine.JobOptions;
import dev.sluice.function.Tuple2;
import dev.sluice.rdd.Plan;
import dev.sluice.rdd.Step;
import dev.sluice.rdd.StorageLevel;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class KeptPartitionsTest {
  private final LocalEngine engine = Plans.engine(2);
  private final AtomicInteger computed = new AtomicInteger();

  @AfterEach
  void close() {
    engine.close();
  }

  static List<StorageLevel> levels() {
    return List.of(
        StorageLevel.MEMORY_ONLY,
        StorageLevel.MEMORY_ONLY_SER_2,
        StorageLevel.MEMORY_AND_DISK,
        StorageLevel.DISK_ONLY);
  }

  @ParameterizedTest
  @MethodSource("levels")
  void a_persisted_node_is_computed_once_until_it_is_unpersisted(StorageLevel level) {
    Plan<Integer> plan = counted();
    plan.persist(level);
    assertThat(Plans.collect(engine, plan)).containsExactly(1, 2, 3);
    assertThat(Plans.collect(engine, Plans.map(plan, i -> -i))).containsExactly(-1, -2, -3);
    assertThat(computed).hasValue(3);
    assertThat(engine.blocks().usage().blocks()).isEqualTo(2);

    plan.unpersist();
    engine.unpersist(plan.id());
    assertThat(engine.blocks().usage().blocks()).isZero();
    assertThat(Plans.collect(engine, plan)).containsExactly(1, 2, 3);
    assertThat(computed).hasValue(6);
    assertThat(engine.blocks().usage().blocks()).isZero();
  }

  @Test
  void kept_partitions_spare_the_shuffle_below_and_lost_ones_bring_it_back() {
    Plan<Tuple2<Integer, Integer>> pairs = Plans.map(counted(), i -> new Tuple2<>(0, i));
    Plan<Tuple2<Integer, Integer>> kept = Plans.map(Plans.sums(pairs, 1), pair -> pair);
    kept.persist(StorageLevel.MEMORY_ONLY);
    BlockId id = new BlockId("rdd-" + kept.id(), 0);
    engine
        .blocks()
        .put(id, List.of(new Tuple2<>(0, 60)), StorageLevel.MEMORY_ONLY, Retention.RECOMPUTABLE);
    assertThat(Plans.collect(engine, kept)).containsExactly(new Tuple2<>(0, 60));
    assertThat(computed).hasValue(0);

    Plan<Tuple2<Integer, Integer>> late =
        Plans.narrow(
            kept,
            new Step.Partitions<>(
                (context, parents) -> {
                  engine.blocks().remove(id);
                  return parents.get(0).iterator();
                }));
    assertThat(Plans.collect(engine, late)).isEqualTo(List.of(new Tuple2<>(0, 6)));
    assertThat(computed).hasValue(3);
  }

  @Test
  void two_jobs_at_once_compute_a_kept_partition_once() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Plan<Integer> plan =
        Plans.map(
            Plans.source(List.of(7)),
            i -> {
              computed.incrementAndGet();
              begun.countDown();
              release.await();
              return i;
            });
    plan.persist(StorageLevel.MEMORY_ONLY);
    JobHandle<List<Integer>> first =
        engine.submit(plan, List.of(0), Plans.toList(), JobOptions.NONE);
    begun.await();
    JobHandle<List<Integer>> second =
        engine.submit(plan, List.of(0), Plans.toList(), JobOptions.NONE);
    release.countDown();
    assertThat(first.await()).isEqualTo(second.await()).containsExactly(List.of(7));
    assertThat(computed).hasValue(1);
  }

  private Plan<Integer> counted() {
    return Plans.map(
        Plans.source(List.of(1, 2), List.of(3)),
        i -> {
          computed.incrementAndGet();
          return i;
        });
  }
}
