package dev.sluice.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sluice.engine.BlockStore;
import dev.sluice.engine.Engine;
import dev.sluice.engine.JobHandle;
import dev.sluice.engine.JobOptions;
import dev.sluice.function.Tuple2;
import dev.sluice.rdd.JobException;
import dev.sluice.rdd.Plan;
import dev.sluice.rdd.Shuffle;
import dev.sluice.rdd.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class JobsTest {
  private static final Source<Integer> THREE = Plans.source(List.of(1), List.of(2), List.of(3));

  @Test
  void results_come_in_the_order_asked_for() {
    try (LocalEngine engine = Plans.engine(2)) {
      assertThat(engine.run(THREE, List.of(2, 0, 2), Plans.toList()))
          .containsExactly(List.of(3), List.of(1), List.of(3));
      assertThat(engine.run(THREE, List.of(), Plans.toList())).isEmpty();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> engine.run(THREE, List.of(3), Plans.toList()))
          .withMessage("Cannot run a job: found partition 3, expected one from 0 to 2");
    }
  }

  @Test
  void tasks_are_tried_again_and_told_the_attempt() {
    try (LocalEngine engine = Plans.engine(2, 3)) {
      List<Integer> attempts =
          engine.run(
              THREE,
              List.of(0, 1),
              (context, records) -> {
                if (context.attempt() < context.partition() + 1) {
                  throw new IllegalStateException("again");
                }
                return context.attempt();
              });
      assertThat(attempts).containsExactly(1, 2);
    }
  }

  @Test
  void a_task_that_fails_for_good_fails_the_job_with_the_users_exception() throws Exception {
    ArithmeticException thrown = new ArithmeticException();
    try (LocalEngine engine = Plans.engine(1, 2)) {
      JobOptions options = new JobOptions("g", "count words");
      JobHandle<Integer> job =
          engine.submit(
              THREE,
              List.of(1),
              (context, records) -> {
                throw thrown;
              },
              options);
      assertThatExceptionOfType(JobException.class)
          .isThrownBy(job::await)
          .withMessage(
              "Cannot complete the job \"count words\": partition 1 of the result stage failed,"
                  + " found java.lang.ArithmeticException in attempt 2 of 2")
          .withCause(thrown);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void jobs_inside_of_jobs_do_not_starve(int threads) {
    try (LocalEngine engine = Plans.engine(threads)) {
      Plan<Tuple2<Integer, Integer>> pairs = Plans.map(THREE, i -> new Tuple2<>(i % 2, i));
      Plan<Integer> nesting =
          Plans.map(
              THREE,
              i ->
                  Plans.collect(engine, Plans.sums(pairs, 2)).stream().mapToInt(Tuple2::_2).sum()
                      + Plans.collect(
                              engine, Plans.map(THREE, j -> Plans.collect(engine, THREE).size()))
                          .size()
                      + i);
      assertThat(Plans.collect(engine, nesting)).containsExactly(10, 11, 12);
      JobHandle<List<Integer>> submitted =
          engine.submit(nesting, List.of(0, 1, 2), Plans.toList(), JobOptions.NONE);
      assertThat(submitted.await()).hasSize(3);
    }
  }

  @Test
  void no_more_tasks_run_at_once_than_there_are_threads() throws Exception {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    ExecutorService callers = Executors.newFixedThreadPool(6);
    try (LocalEngine engine = Plans.engine(2)) {
      List<Future<?>> done = new ArrayList<>();
      for (int caller = 0; caller < 6; caller++) {
        done.add(
            callers.submit(
                () ->
                    engine.run(
                        THREE,
                        List.of(0, 1, 2),
                        (context, records) -> {
                          most.accumulateAndGet(now.incrementAndGet(), Math::max);
                          Thread.onSpinWait();
                          return now.decrementAndGet();
                        })));
      }
      for (Future<?> one : done) {
        one.get();
      }
    } finally {
      callers.shutdownNow();
    }
    assertThat(most.get()).isBetween(1, 2);
  }

  @Test
  void tasks_of_a_job_run_at_the_same_time() {
    CyclicBarrier all = new CyclicBarrier(3);
    try (LocalEngine engine = Plans.engine(3)) {
      assertThat(engine.run(THREE, List.of(0, 1, 2), (context, records) -> all.await()))
          .containsExactlyInAnyOrder(0, 1, 2);
      JobHandle<Integer> unwatched =
          engine.submit(
              THREE, List.of(0, 1, 2), (context, records) -> all.await(), JobOptions.NONE);
      assertThat(unwatched.await()).containsExactlyInAnyOrder(0, 1, 2);
    }
  }

  @Test
  void jobs_that_need_the_same_shuffle_at_once_compute_it_once() throws Exception {
    int callers = 8;
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try (LocalEngine engine = Plans.engine(2)) {
      for (int round = 0; round < 50; round++) {
        AtomicInteger mapped = new AtomicInteger();
        Plan<Tuple2<Integer, Integer>> pairs =
            Plans.map(THREE, i -> new Tuple2<>(mapped.incrementAndGet() % 1, i));
        Shuffle<Integer, Integer, Integer> sums = Plans.sums(pairs, 2);
        CyclicBarrier start = new CyclicBarrier(callers);
        List<Future<List<Tuple2<Integer, Integer>>>> results =
            IntStream.range(0, callers)
                .mapToObj(
                    caller ->
                        threads.submit(
                            () -> {
                              start.await();
                              return Plans.collect(engine, sums);
                            }))
                .toList();
        for (Future<List<Tuple2<Integer, Integer>>> result : results) {
          assertThat(result.get()).containsExactly(new Tuple2<>(0, 6));
        }
        assertThat(mapped).hasValue(3);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void tasks_find_the_engines_services() {
    try (LocalEngine engine = Plans.engine(1)) {
      List<Boolean> found =
          engine.run(
              THREE,
              List.of(0),
              (context, records) ->
                  context.service(Engine.class) == engine
                      && context.service(BlockStore.class) == engine.blocks());
      assertThat(found).containsExactly(true);
      assertThatExceptionOfType(JobException.class)
          .isThrownBy(
              () ->
                  engine.run(THREE, List.of(0), (context, records) -> context.service(List.class)))
          .withCauseExactlyInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void a_closed_engine_refuses_jobs() {
    LocalEngine engine = Plans.engine(1);
    engine.close();
    engine.close();
    assertThatIllegalStateException().isThrownBy(() -> Plans.collect(engine, THREE));
  }
}
