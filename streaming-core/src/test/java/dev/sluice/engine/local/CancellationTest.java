package dev.sluice.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.engine.JobHandle;
import dev.sluice.engine.JobOptions;
import dev.sluice.function.Tuple2;
import dev.sluice.rdd.JobException;
import dev.sluice.rdd.Plan;
import dev.sluice.rdd.Shuffle;
import dev.sluice.rdd.Source;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CancellationTest {
  private static final Source<Integer> THREE = Plans.source(List.of(1), List.of(2), List.of(3));

  @Test
  void cancelling_a_group_interrupts_its_tasks_and_no_others() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    try (LocalEngine engine = Plans.engine(2)) {
      JobHandle<Boolean> victim =
          engine.submit(
              THREE,
              List.of(0),
              (context, records) -> {
                begun.countDown();
                try {
                  new CountDownLatch(1).await();
                } catch (InterruptedException asked) {
                  if (context.isCancelled()) {
                    interrupted.countDown();
                  }
                  throw asked;
                }
                return true;
              },
              new JobOptions("batch 1", "wait"));
      JobHandle<Boolean> other =
          engine.submit(
              THREE,
              List.of(0),
              (context, records) -> {
                release.await();
                return context.isCancelled();
              },
              new JobOptions("batch 2", ""));
      begun.await();
      engine.cancelGroup("batch 1", "no longer wanted");
      engine.cancelGroup("", "nobody");
      assertThatExceptionOfType(JobException.class)
          .isThrownBy(victim::await)
          .withMessage("Cannot complete the job \"wait\": it was cancelled, no longer wanted")
          .withNoCause();
      interrupted.await();
      release.countDown();
      assertThat(other.await()).containsExactly(false);
    }
  }

  @Test
  void an_interrupt_of_the_waiting_thread_cancels_the_job_and_stays_set() {
    try (LocalEngine engine = Plans.engine(1)) {
      Thread.currentThread().interrupt();
      assertThatExceptionOfType(JobException.class)
          .isThrownBy(
              () ->
                  engine.run(
                      THREE,
                      List.of(0),
                      (context, records) -> {
                        new CountDownLatch(1).await();
                        return true;
                      }))
          .withMessageContaining("interrupted");
      assertThat(Thread.interrupted()).isTrue();

      Thread caller = Thread.currentThread();
      AtomicInteger tries = new AtomicInteger();
      assertThatExceptionOfType(JobException.class)
          .isThrownBy(
              () ->
                  engine.run(
                      THREE,
                      List.of(0),
                      (context, records) -> {
                        if (tries.incrementAndGet() == 1) {
                          caller.interrupt();
                        }
                        new CountDownLatch(1).await();
                        return true;
                      }))
          .withMessageContaining("interrupted");
      assertThat(Thread.interrupted()).isTrue();
      assertThat(Plans.collect(engine, THREE)).containsExactly(1, 2, 3);
    }
  }

  @Test
  void a_job_that_waits_for_a_cancelled_jobs_shuffle_computes_it_itself() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    Plan<Tuple2<Integer, Integer>> pairs =
        Plans.map(
            Plans.source(List.of(1)),
            i -> {
              if (calls.incrementAndGet() == 1) {
                begun.countDown();
                new CountDownLatch(1).await();
              }
              return new Tuple2<>(i, i);
            });
    Shuffle<Integer, Integer, Integer> sums = Plans.sums(pairs, 1);
    try (LocalEngine engine = Plans.engine(1)) {
      JobHandle<List<Tuple2<Integer, Integer>>> owner =
          engine.submit(sums, List.of(0), Plans.toList(), JobOptions.NONE);
      begun.await();
      JobHandle<List<Tuple2<Integer, Integer>>> waiter =
          engine.submit(sums, List.of(0), Plans.toList(), JobOptions.NONE);
      owner.cancel("test");
      assertThat(waiter.await()).containsExactly(List.of(new Tuple2<>(1, 1)));
      assertThat(calls).hasValue(2);
    }
  }
}
