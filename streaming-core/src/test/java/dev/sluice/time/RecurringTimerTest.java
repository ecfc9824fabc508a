package dev.sluice.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecurringTimerTest {

  private final ManualClock clock = new ManualClock();
  private final List<Long> ticks = new ArrayList<>();
  private final RecurringTimer timer = new RecurringTimer(clock, Duration.ofMillis(10), ticks::add);

  @Test
  void it_ticks_on_its_grid() {
    timer.start(25);

    clock.setTime(50);

    assertThat(ticks).containsExactly(25L, 35L, 45L);
  }

  @Test
  void one_long_move_skips_no_tick() {
    timer.start(10);

    clock.setTime(10_000);

    assertThat(ticks)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, 1000).map(k -> k * 10).boxed().toList());
  }

  @Test
  void ticks_that_are_late_follow_one_by_one_with_their_own_times() {
    clock.setTime(42);

    timer.start(10);
    clock.advance(Duration.ZERO);

    assertThat(ticks).containsExactly(10L, 20L, 30L, 40L);
  }

  @Test
  void nothing_ticks_after_a_stop() {
    timer.start(10);
    clock.setTime(15);

    timer.stop();
    timer.stop();
    clock.setTime(100);

    assertThat(ticks).containsExactly(10L);
  }

  @Test
  void the_callback_may_stop_the_timer() {
    RecurringTimer[] self = new RecurringTimer[1];
    self[0] =
        new RecurringTimer(
            clock,
            Duration.ofMillis(10),
            tick -> {
              ticks.add(tick);
              if (tick == 30) {
                self[0].stop();
              }
            });
    self[0].start(10);

    clock.setTime(100);

    assertThat(ticks).containsExactly(10L, 20L, 30L);
  }

  @Test
  void a_callback_that_throws_does_not_stop_the_timer() {
    RecurringTimer failing =
        new RecurringTimer(
            clock,
            Duration.ofMillis(10),
            tick -> {
              ticks.add(tick);
              throw new IllegalStateException("tick " + tick);
            });
    failing.start(10);

    assertThatIllegalStateException().isThrownBy(() -> clock.setTime(20)).withMessage("tick 10");
    assertThatIllegalStateException().isThrownBy(() -> clock.setTime(20)).withMessage("tick 20");

    assertThat(ticks).containsExactly(10L, 20L);
  }

  @Test
  void it_starts_once() {
    timer.start(10);

    assertThatIllegalStateException()
        .isThrownBy(() -> timer.start(20))
        .withMessageContaining("it was started before");
    timer.stop();
    assertThatIllegalStateException()
        .isThrownBy(() -> timer.start(20))
        .withMessageContaining("it was stopped before");
  }

  @Test
  void the_next_tick_is_the_first_grid_point_after_now() {
    Duration period = Duration.ofMillis(100);

    assertThat(RecurringTimer.nextTick(0, period, 0)).isEqualTo(100);
    assertThat(RecurringTimer.nextTick(99, period, 0)).isEqualTo(100);
    assertThat(RecurringTimer.nextTick(100, period, 0)).isEqualTo(200);
    assertThat(RecurringTimer.nextTick(100, period, 30)).isEqualTo(130);
    assertThat(RecurringTimer.nextTick(130, period, 30)).isEqualTo(230);
    assertThat(RecurringTimer.nextTick(10, period, 530)).isEqualTo(30);
    assertThat(RecurringTimer.nextTick(-1, period, 0)).isZero();
  }

  @Test
  void an_unusable_period_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RecurringTimer(clock, Duration.ZERO, ticks::add))
        .withMessageContaining("Cannot use period");
  }
}
