package dev.sluice.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dstream.OutputJob;
import dev.sluice.listener.ListenerBus;
import dev.sluice.time.Deadline;
import dev.sluice.time.ManualClock;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobSchedulerTest implements JobScheduler.Observer {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<String> log = new CopyOnWriteArrayList<>();
  private final DriverLoop loop = new DriverLoop(() -> false, error -> log.add(error.toString()));
  private final FakeEngine engine = new FakeEngine();
  private final ListenerBus bus = new ListenerBus(100, (listener, failure) -> {});
  private @Nullable JobScheduler jobs;

  @Override
  public void jobEnded(OutputJob job, @Nullable Throwable failure) {
    log.add(job.time().milliseconds() + "/" + job.output() + (failure == null ? "" : " failed"));
  }

  @Override
  public void batchEnded(BatchRun run) {
    log.add(run.time().milliseconds() + (run.hasFailed() ? " failed" : ""));
  }

  private JobScheduler scheduler(int concurrentJobs) {
    jobs = new JobScheduler(concurrentJobs, loop, new ManualClock(), engine, bus, this);
    loop.start();
    return jobs;
  }

  @AfterEach
  void close() {
    if (jobs != null) {
      jobs.close(Deadline.in(PATIENCE));
    }
    loop.close(Deadline.in(PATIENCE));
    bus.stop(Duration.ofSeconds(20));
  }

  /** What an output operation does. */
  private interface Act {
    void run() throws Exception;
  }

  private static BatchRun run(long timeMs, Act... acts) {
    List<OutputJob> outputs = new ArrayList<>();
    for (Act act : acts) {
      OutputJob.Action action =
          () -> {
            act.run();
            return Map.of();
          };
      outputs.add(new OutputJob(new Time(timeMs), outputs.size(), "test", "test", "test", action));
    }
    return new BatchRun(new Time(timeMs), outputs, Map.of(), timeMs);
  }

  private void submit(JobScheduler scheduler, BatchRun run) {
    loop.post(() -> scheduler.submit(run));
  }

  private void drain(JobScheduler scheduler) throws InterruptedException {
    loop.awaitIdle();
    scheduler.close(Deadline.in(PATIENCE));
    loop.awaitIdle();
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void jobs_run_one_after_another_in_order() throws Exception {
    JobScheduler scheduler = scheduler(1);
    submit(scheduler, run(1000, () -> {}, () -> {}));
    submit(scheduler, run(2000, () -> {}));
    drain(scheduler);
    assertThat(log).containsExactly("1000/0", "1000/1", "1000", "2000/0", "2000");
    assertThat(scheduler.isIdle()).isTrue();
  }

  @Test
  void a_job_that_throws_does_not_keep_others_from_running() throws Exception {
    JobScheduler scheduler = scheduler(1);
    submit(
        scheduler,
        run(
            1000,
            () -> {
              throw new AssertionError();
            },
            () -> {}));
    submit(scheduler, run(2000, () -> {}));
    drain(scheduler);
    assertThat(log).containsExactly("1000/0 failed", "1000/1", "1000 failed", "2000/0", "2000");
  }

  @Test
  void with_several_threads_a_later_batch_may_end_first() throws Exception {
    JobScheduler scheduler = scheduler(2);
    CountDownLatch secondDone = new CountDownLatch(1);
    submit(scheduler, run(1000, () -> await(secondDone)));
    submit(scheduler, run(2000, secondDone::countDown));
    await(secondDone);
    drain(scheduler);
    assertThat(log).containsExactlyInAnyOrder("2000/0", "2000", "1000/0", "1000");
  }

  @Test
  void the_oldest_batch_is_the_one_that_has_waited_longest() throws Exception {
    JobScheduler scheduler = scheduler(1);
    CountDownLatch release = new CountDownLatch(1);
    submit(scheduler, run(1000, () -> await(release)));
    submit(scheduler, run(2000, () -> {}));
    loop.awaitIdle();
    assertThat(scheduler.oldest()).contains(new Time(1000));
    release.countDown();
    drain(scheduler);
    assertThat(scheduler.oldest()).isEmpty();
  }

  @Test
  void an_abort_interrupts_what_runs_and_drops_what_waits() throws Exception {
    JobScheduler scheduler = scheduler(1);
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    submit(
        scheduler,
        run(
            1000,
            () -> {
              running.countDown();
              never.await();
            }));
    submit(scheduler, run(2000, () -> {}));
    await(running);
    loop.post(() -> scheduler.abort("test"));
    drain(scheduler);
    assertThat(log).containsExactly("1000/0 failed", "1000 failed");
    assertThat(engine.cancelled).containsExactly("batch-1000", "batch-2000");
  }

  @Test
  void a_job_knows_that_its_thread_is_the_schedulers() throws Exception {
    JobScheduler scheduler = scheduler(1);
    submit(scheduler, run(1000, () -> log.add("own thread: " + scheduler.isJobThread())));
    drain(scheduler);
    assertThat(log).startsWith("own thread: true");
    assertThat(scheduler.isJobThread()).isFalse();
  }
}
