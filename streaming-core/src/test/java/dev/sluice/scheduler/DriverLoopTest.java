package dev.sluice.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DriverLoopTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final AtomicBoolean busy = new AtomicBoolean();
  private final List<Throwable> errors = new CopyOnWriteArrayList<>();
  private final DriverLoop loop = new DriverLoop(busy::get, errors::add);

  @AfterEach
  void close() {
    loop.close(Deadline.in(PATIENCE));
  }

  @Test
  void events_run_in_order_on_the_driver_thread() throws Exception {
    List<String> log = new ArrayList<>();
    loop.post(() -> log.add("early"));
    loop.start();
    loop.post(() -> log.add(Thread.currentThread().getName()));
    loop.post(() -> log.add(String.valueOf(loop.isDriverThread())));
    loop.awaitIdle();
    assertThat(log).containsExactly("early", "sluice-driver", "true");
    assertThat(loop.isDriverThread()).isFalse();
  }

  @Test
  void an_event_that_throws_is_reported_and_the_next_one_runs() throws Exception {
    AssertionError thrown = new AssertionError();
    CountDownLatch next = new CountDownLatch(1);
    loop.post(
        () -> {
          throw thrown;
        });
    loop.post(next::countDown);
    loop.start();
    loop.awaitIdle();
    assertThat(errors).containsExactly(thrown);
    assertThat(next.getCount()).isZero();
  }

  @Test
  void idle_means_that_work_elsewhere_is_over_too() throws Exception {
    loop.start();
    loop.post(() -> busy.set(true));
    CompletableFuture<Void> idle = awaitIdleElsewhere();
    CompletableFuture<Boolean> early = new CompletableFuture<>();
    loop.post(() -> early.complete(idle.isDone()));
    assertThat(early.get(20, TimeUnit.SECONDS)).isFalse();
    loop.post(() -> busy.set(false));
    idle.get(20, TimeUnit.SECONDS);
  }

  @Test
  void closing_lets_go_who_waits_for_idleness() throws Exception {
    loop.start();
    loop.post(() -> busy.set(true));
    CompletableFuture<Void> idle = awaitIdleElsewhere();
    loop.close(Deadline.in(PATIENCE));
    idle.get(20, TimeUnit.SECONDS);
  }

  private CompletableFuture<Void> awaitIdleElsewhere() {
    return CompletableFuture.runAsync(
        () -> {
          try {
            loop.awaitIdle();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void closing_runs_what_was_posted_and_takes_no_more() {
    List<String> log = new CopyOnWriteArrayList<>();
    CountDownLatch closing = new CountDownLatch(1);
    loop.start();
    loop.post(() -> await(closing));
    loop.post(() -> log.add("posted before"));
    CompletableFuture<Void> closed =
        CompletableFuture.runAsync(() -> loop.close(Deadline.in(PATIENCE)));
    while (loop.post(() -> {})) {
      Thread.onSpinWait();
    }
    closing.countDown();
    closed.join();
    assertThat(log).containsExactly("posted before");
    assertThat(loop.post(() -> log.add("late"))).isFalse();
    assertThat(log).hasSize(1);
  }

  @Test
  void closing_twice_or_before_the_start_is_no_error() {
    loop.close(Deadline.in(PATIENCE));
    loop.close(Deadline.in(PATIENCE));
    loop.start();
    assertThat(loop.post(() -> {})).isFalse();
  }

  @Test
  void closing_from_an_event_does_not_wait_for_itself() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    loop.start();
    loop.post(
        () -> {
          loop.close(Deadline.in(PATIENCE));
          closed.countDown();
        });
    assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void an_event_that_hangs_is_interrupted_and_the_next_one_does_not_notice() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Boolean> nextIsInterrupted = new CompletableFuture<>();
    loop.start();
    loop.post(
        () -> {
          begun.countDown();
          await(never);
        });
    loop.post(() -> nextIsInterrupted.complete(Thread.currentThread().isInterrupted()));
    await(begun);
    loop.interruptEvent();
    assertThat(nextIsInterrupted.get(20, TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void closing_interrupts_an_event_that_hangs() {
    CountDownLatch never = new CountDownLatch(1);
    loop.start();
    loop.post(() -> await(never));
    loop.close(Deadline.in(Duration.ofMillis(1)));
    loop.close(Deadline.in(PATIENCE));
    assertThat(errors).singleElement().isInstanceOf(IllegalStateException.class);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
