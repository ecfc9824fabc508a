package dev.sluice.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ManualClockTest {

  private final ManualClock clock = new ManualClock();
  private final List<String> seen = new ArrayList<>();

  private Runnable see(String what) {
    return () -> seen.add(what + "@" + clock.millis());
  }

  @Test
  void it_stands_still_until_moved() {
    assertThat(clock.millis()).isZero();
    assertThat(new ManualClock(5).millis()).isEqualTo(5);

    clock.advance(Duration.ofMillis(7));
    assertThat(clock.millis()).isEqualTo(7);

    clock.setTime(9);
    assertThat(clock.millis()).isEqualTo(9);
  }

  @Test
  void tasks_run_at_their_times_in_order() {
    clock.schedule(30, see("c"));
    clock.schedule(10, see("a"));
    clock.schedule(20, see("b"));
    clock.schedule(41, see("later"));

    clock.advance(Duration.ofMillis(40));

    assertThat(seen).containsExactly("a@10", "b@20", "c@30");
    assertThat(clock.millis()).isEqualTo(40);
  }

  @Test
  void tasks_of_one_time_run_in_the_order_they_were_scheduled() {
    for (int i = 0; i < 20; i++) {
      clock.schedule(10, see("t" + i));
    }

    clock.setTime(10);

    assertThat(seen).hasSize(20).startsWith("t0@10", "t1@10").endsWith("t19@10");
  }

  @Test
  void a_task_scheduled_by_a_task_runs_in_the_same_move_if_due() {
    clock.schedule(
        10,
        () -> {
          clock.schedule(15, see("later"));
          clock.schedule(10, see("now"));
          clock.schedule(3, see("past"));
          clock.schedule(21, see("not yet"));
        });
    clock.schedule(12, see("between"));

    clock.setTime(20);

    assertThat(seen).containsExactly("past@10", "now@10", "between@12", "later@15");
  }

  @Test
  void a_cancelled_task_does_not_run() {
    Clock.Timer later = clock.schedule(10, see("cancelled by a task"));
    clock.schedule(5, later::cancel);
    Clock.Timer before = clock.schedule(1, see("cancelled before"));
    before.cancel();
    before.cancel();

    clock.setTime(20);

    assertThat(seen).isEmpty();
  }

  @Test
  void a_task_for_the_past_runs_at_a_move_of_no_length() {
    clock.setTime(10);
    clock.schedule(4, see("past"));

    clock.advance(Duration.ZERO);

    assertThat(seen).containsExactly("past@10");
  }

  @Test
  void participants_are_awaited_at_every_due_time_and_at_the_end() {
    clock.schedule(10, see("a"));
    clock.schedule(20, see("b"));
    clock.join(() -> see("idle").run());

    clock.setTime(25);

    assertThat(seen).containsExactly("idle@0", "a@10", "idle@10", "b@20", "idle@20", "idle@25");
  }

  @Test
  void work_that_a_participant_schedules_for_now_is_done_before_time_moves_on() {
    AtomicInteger rounds = new AtomicInteger();
    clock.join(
        () -> {
          if (clock.millis() == 10 && rounds.incrementAndGet() <= 2) {
            clock.schedule(10, see("again"));
          }
        });
    clock.schedule(10, see("first"));
    clock.schedule(11, see("next"));

    clock.setTime(20);

    assertThat(seen).containsExactly("first@10", "again@10", "again@10", "next@11");
  }

  @Test
  void a_participant_that_left_is_not_awaited() {
    Clock.Participant participant = () -> see("idle").run();
    Clock.Registration first = clock.join(participant);
    Clock.Registration second = clock.join(participant);

    first.leave();
    first.leave();
    clock.setTime(1);
    assertThat(seen).containsExactly("idle@0", "idle@1");

    second.leave();
    clock.setTime(2);
    assertThat(seen).hasSize(2);
  }

  @Test
  void time_does_not_go_back() {
    clock.setTime(10);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> clock.setTime(9))
        .withMessage(
            "Cannot move the clock: time does not go back, found 9 ms, expected at least 10 ms");
    assertThatIllegalArgumentException().isThrownBy(() -> clock.advance(Duration.ofMillis(-1)));
    assertThatIllegalArgumentException().isThrownBy(() -> clock.advance(Duration.ofNanos(1)));
  }

  @Test
  void what_a_task_throws_comes_out_and_the_clock_stays_usable() {
    IllegalStateException thrown = new IllegalStateException("from the task");
    clock.schedule(
        10,
        () -> {
          throw thrown;
        });
    clock.schedule(10, see("other"));

    assertThatThrownBy(() -> clock.setTime(20)).isSameAs(thrown);
    assertThat(clock.millis()).isEqualTo(10);

    clock.setTime(20);
    assertThat(seen).containsExactly("other@10");
    assertThat(clock.millis()).isEqualTo(20);
  }

  @Test
  void a_task_must_not_move_the_clock() {
    clock.schedule(10, () -> clock.setTime(30));

    assertThatIllegalStateException()
        .isThrownBy(() -> clock.setTime(20))
        .withMessageContaining("found a call by one of its own tasks at 10 ms");
  }

  @Test
  void an_interrupt_while_waiting_for_a_participant_ends_the_move_and_stays_set() {
    clock.join(() -> new CountDownLatch(1).await());
    Thread.currentThread().interrupt();

    assertThatIllegalStateException()
        .isThrownBy(() -> clock.setTime(10))
        .withCauseInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void moves_from_many_threads_add_up() throws Exception {
    RecurringTimer timer = new RecurringTimer(clock, Duration.ofMillis(1), tick -> see("t").run());
    timer.start(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (int step = 0; step < 100; step++) {
                  clock.advance(Duration.ofMillis(1));
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(clock.millis()).isEqualTo(400);
    assertThat(seen).hasSize(400).startsWith("t@1").endsWith("t@400");
  }
}
