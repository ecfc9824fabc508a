package dev.sluice.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.engine.JobOptions;
import dev.sluice.engine.StageInfo;
import dev.sluice.engine.StageInfo.Outcome;
import dev.sluice.function.Tuple2;
import dev.sluice.rdd.JobException;
import dev.sluice.rdd.Plan;
import dev.sluice.rdd.Shuffle;
import dev.sluice.rdd.Source;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class StagesTest {
  private static final Source<Integer> THREE = Plans.source(List.of(1), List.of(2), List.of(3));

  private final List<StageInfo> stages = new CopyOnWriteArrayList<>();
  private final JobOptions options = new JobOptions("group", "job", stages::add);

  @Test
  void each_stage_of_a_job_is_told_when_it_ends() throws Exception {
    Plan<Tuple2<Integer, Integer>> pairs = Plans.map(THREE, i -> new Tuple2<>(i % 2, i));
    Shuffle<Integer, Integer, Integer> sums = Plans.sums(pairs, 2);
    try (LocalEngine engine = Plans.engine(2)) {
      options.call(() -> Plans.collect(engine, sums));
    }

    assertThat(stages)
        .extracting(StageInfo::name)
        .containsExactly("map stage of shuffle " + sums.id(), "result stage");
    assertThat(stages).extracting(StageInfo::tasks).containsExactly(3, 2);
    assertThat(stages).extracting(StageInfo::tasksDone).containsExactly(3, 2);
    assertThat(stages).extracting(StageInfo::outcome).containsOnly(Outcome.COMPLETED);
    assertThat(stages).allMatch(stage -> !stage.took().isNegative());
  }

  @Test
  void attempts_that_failed_are_counted_and_the_last_one_fails_the_stage() throws Exception {
    try (LocalEngine engine = Plans.engine(1, 3)) {
      options.call(
          () ->
              engine.run(
                  THREE,
                  List.of(0),
                  (context, records) -> {
                    if (context.attempt() < 2) {
                      throw new IllegalStateException("again");
                    }
                    return true;
                  }));
      Plan<Integer> failing =
          Plans.map(
              THREE,
              i -> {
                throw new IllegalStateException("never");
              });
      assertThatExceptionOfType(JobException.class)
          .isThrownBy(() -> options.call(() -> engine.run(failing, List.of(0), Plans.toList())));
    }

    assertThat(stages)
        .extracting(StageInfo::outcome)
        .containsExactly(Outcome.COMPLETED, Outcome.FAILED);
    assertThat(stages).extracting(StageInfo::tasksFailed).containsExactly(2, 3);
    assertThat(stages).extracting(StageInfo::tasksDone).containsExactly(1, 0);
  }

  @Test
  void a_stage_that_nobody_waits_for_any_more_is_told_as_cancelled() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    try (LocalEngine engine = Plans.engine(1)) {
      var job =
          engine.submit(
              THREE,
              List.of(0),
              (context, records) -> {
                running.countDown();
                new CountDownLatch(1).await();
                return true;
              },
              options);
      running.await();
      job.cancel("enough");
    }

    assertThat(stages).extracting(StageInfo::outcome).containsExactly(Outcome.CANCELLED);
  }

  @Test
  void records_are_counted_where_somebody_asked_and_a_partition_is_read_to_its_end() {
    Source<Integer> numbers = Plans.source(List.of(1, 2, 3), List.of(4, 5));
    Plan<Integer> even = Plans.filter(numbers, i -> i % 2 == 0);
    Plan<Integer> twice = Plans.flatMap(even, i -> List.of(i, i));
    try (LocalEngine engine = Plans.engine(2)) {
      var sources = numbers.counts();
      var filtered = even.counts();
      var doubled = twice.counts();
      assertThat(sources.sum()).isEmpty();
      engine.run(twice, List.of(0), Plans.toList());
      assertThat(sources.sum()).isEmpty();
      Plans.collect(engine, twice);

      assertThat(sources.sum()).hasValue(5);
      assertThat(filtered.sum()).hasValue(2);
      assertThat(doubled.sum()).hasValue(4);
      Plans.collect(engine, twice);
      assertThat(doubled.sum()).hasValue(4);
    }
  }

  @Test
  void records_of_partitions_that_are_read_in_part_are_not_told() {
    Source<Integer> numbers = Plans.source(List.of(1, 2, 3));
    Plan<Integer> more = Plans.map(numbers, i -> i + 1);
    try (LocalEngine engine = Plans.engine(1)) {
      var pushed = more.counts();
      engine.run(
          more,
          List.of(0),
          (context, records) -> {
            records.forEachWhile(record -> false);
            return true;
          });
      assertThat(pushed.sum()).isEmpty();
      engine.run(more, List.of(0), (context, records) -> records.iterator().next());
      assertThat(pushed.sum()).isEmpty();
      engine.run(
          more,
          List.of(0),
          (context, records) -> {
            records.iterator().forEachRemaining(record -> {});
            return true;
          });
      assertThat(pushed.sum()).hasValue(3);
    }
  }
}
