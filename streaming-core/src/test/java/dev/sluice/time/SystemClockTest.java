package dev.sluice.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SystemClockTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<Throwable> errors = new CopyOnWriteArrayList<>();
  private final SystemClock clock = new SystemClock(errors::add);

  @AfterEach
  void closeClock() {
    clock.close();
  }

  @Test
  void a_task_runs_on_the_clocks_daemon_thread_not_before_its_time() throws Exception {
    CompletableFuture<Long> ranAt = new CompletableFuture<>();
    CompletableFuture<Thread> ranOn = new CompletableFuture<>();
    long atMs = clock.millis() + 20;

    clock.schedule(
        atMs,
        () -> {
          ranAt.complete(clock.millis());
          ranOn.complete(Thread.currentThread());
        });

    assertThat(ranAt.get(20, TimeUnit.SECONDS)).isGreaterThanOrEqualTo(atMs);
    assertThat(ranOn.get().getName()).isEqualTo("sluice-clock");
    assertThat(ranOn.get().isDaemon()).isTrue();
  }

  @Test
  void tasks_run_in_the_order_of_their_times_and_then_of_scheduling() {
    List<String> seen = new CopyOnWriteArrayList<>();
    CountDownLatch allScheduled = new CountDownLatch(1);
    long now = clock.millis();
    clock.schedule(now - 1000, () -> awaitUninterrupted(allScheduled));
    clock.schedule(now - 10, () -> seen.add("c"));
    clock.schedule(now - 20, () -> seen.add("a"));
    clock.schedule(now - 20, () -> seen.add("b"));
    allScheduled.countDown();

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(seen).containsExactly("a", "b", "c"));
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void an_earlier_task_overtakes_a_later_one_that_is_waited_for() throws Exception {
    CompletableFuture<String> first = new CompletableFuture<>();
    clock.schedule(clock.millis() + 3_600_000, () -> first.complete("late"));
    clock.schedule(clock.millis() + 5, () -> first.complete("early"));

    assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo("early");
  }

  @Test
  void a_cancelled_task_does_not_run() throws Exception {
    AtomicBoolean ran = new AtomicBoolean();
    CountDownLatch cancelled = new CountDownLatch(1);
    long now = clock.millis();
    clock.schedule(now - 1000, () -> awaitUninterrupted(cancelled));
    Clock.Timer timer = clock.schedule(now - 10, () -> ran.set(true));
    CompletableFuture<Boolean> after = new CompletableFuture<>();
    clock.schedule(now, () -> after.complete(true));

    timer.cancel();
    cancelled.countDown();

    assertThat(after.get(20, TimeUnit.SECONDS)).isTrue();
    assertThat(ran).isFalse();
  }

  @Test
  void a_task_that_throws_is_reported_and_the_clock_goes_on() throws Exception {
    IllegalStateException thrown = new IllegalStateException("from the task");
    CompletableFuture<Boolean> next = new CompletableFuture<>();
    clock.schedule(
        0,
        () -> {
          throw thrown;
        });
    clock.schedule(0, () -> next.complete(true));

    assertThat(next.get(20, TimeUnit.SECONDS)).isTrue();
    assertThat(errors).containsExactly(thrown);
  }

  @Test
  void a_recurring_timer_of_five_milliseconds_skips_nothing() {
    List<Long> ticks = new CopyOnWriteArrayList<>();
    RecurringTimer timer = new RecurringTimer(clock, Duration.ofMillis(5), ticks::add);
    long firstMs = RecurringTimer.nextTick(clock.millis(), Duration.ofMillis(5), 0);

    timer.start(firstMs);
    await().atMost(PATIENCE).until(() -> ticks.size() >= 40);
    timer.stop();

    for (int k = 0; k < 40; k++) {
      assertThat(ticks.get(k)).isEqualTo(firstMs + 5L * k);
    }
  }

  @Test
  void closing_cancels_all_and_ends_the_thread() throws Exception {
    AtomicBoolean ran = new AtomicBoolean();
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    clock.schedule(0, () -> thread.complete(Thread.currentThread()));
    clock.schedule(clock.millis() + 3_600_000, () -> ran.set(true));
    thread.get(20, TimeUnit.SECONDS);

    clock.close();
    clock.close();

    assertThat(thread.get().isAlive()).isFalse();
    assertThat(ran).isFalse();
    assertThatIllegalStateException()
        .isThrownBy(() -> clock.schedule(7, () -> {}))
        .withMessage("Cannot schedule a task: the clock is closed, found a task for time 7 ms");
  }

  @Test
  void a_task_may_close_the_clock() throws Exception {
    CompletableFuture<Thread> closed = new CompletableFuture<>();
    clock.schedule(
        0,
        () -> {
          clock.close();
          closed.complete(Thread.currentThread());
        });

    Thread thread = closed.get(20, TimeUnit.SECONDS);
    await().atMost(PATIENCE).until(() -> !thread.isAlive());
    assertThat(errors).isEmpty();
  }

  @Test
  void no_thread_runs_before_the_first_task_and_closing_then_is_easy() {
    clock.close();

    assertThat(errors).isEmpty();
  }
}
