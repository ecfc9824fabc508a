package dev.sluice.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeTest {

  private static final Duration STEP = Duration.ofMillis(100);

  @Test
  void durations_shift_a_time() {
    assertThat(new Time(1000).plus(Durations.seconds(1))).isEqualTo(new Time(2000));
    assertThat(new Time(1000).minus(Durations.seconds(2))).isEqualTo(new Time(-1000));
  }

  @Test
  void the_difference_of_two_times_is_a_duration() {
    assertThat(new Time(1000).minus(new Time(400))).isEqualTo(Duration.ofMillis(600));
    assertThat(new Time(400).minus(new Time(1000))).isEqualTo(Duration.ofMillis(-600));
  }

  @Test
  void floor_is_the_last_multiple_that_is_not_after() {
    assertThat(new Time(1350).floor(Duration.ofMillis(200))).isEqualTo(new Time(1200));
    assertThat(new Time(1200).floor(Duration.ofMillis(200))).isEqualTo(new Time(1200));
    assertThat(new Time(-1).floor(Duration.ofMillis(200))).isEqualTo(new Time(-200));
  }

  @Test
  void floor_may_be_anchored_anywhere() {
    assertThat(new Time(1350).floor(Duration.ofMillis(200), new Time(50)))
        .isEqualTo(new Time(1250));
    assertThat(new Time(1350).floor(Duration.ofMillis(200), new Time(1350)))
        .isEqualTo(new Time(1350));
    assertThat(new Time(10).floor(Duration.ofMillis(200), new Time(50))).isEqualTo(new Time(-150));
  }

  @Test
  void multiples_are_recognised() {
    assertThat(new Time(1000).isMultipleOf(Duration.ofMillis(5))).isTrue();
    assertThat(new Time(1000).isMultipleOf(Duration.ofMillis(300))).isFalse();
    assertThat(new Time(0).isMultipleOf(Duration.ofMillis(300))).isTrue();
  }

  @Test
  void until_leaves_the_end_out() {
    assertThat(new Time(0).until(new Time(300), STEP))
        .containsExactly(new Time(0), new Time(100), new Time(200));
    assertThat(new Time(0).until(new Time(250), STEP))
        .containsExactly(new Time(0), new Time(100), new Time(200));
    assertThat(new Time(300).until(new Time(300), STEP)).isEmpty();
    assertThat(new Time(301).until(new Time(300), STEP)).isEmpty();
  }

  @Test
  void to_includes_an_end_on_the_grid() {
    assertThat(new Time(0).to(new Time(200), STEP))
        .containsExactly(new Time(0), new Time(100), new Time(200));
    assertThat(new Time(0).to(new Time(199), STEP)).containsExactly(new Time(0), new Time(100));
    assertThat(new Time(200).to(new Time(200), STEP)).containsExactly(new Time(200));
    assertThat(new Time(201).to(new Time(200), STEP)).isEmpty();
  }

  @Test
  void a_grid_may_end_at_the_end_of_all_time() {
    Time end = new Time(Long.MAX_VALUE);
    Time start = new Time(Long.MAX_VALUE - 100);

    assertThat(start.to(end, STEP)).containsExactly(start, end);
    assertThat(start.until(end, STEP)).containsExactly(start);
  }

  @Test
  void times_compare_by_milliseconds() {
    Time early = new Time(1);
    Time late = new Time(2);

    assertThat(early).isLessThan(late).isEqualByComparingTo(new Time(1));
    assertThat(early.isBefore(late)).isTrue();
    assertThat(late.isAfter(early)).isTrue();
    assertThat(early.less(late)).isTrue();
    assertThat(early.less(early)).isFalse();
    assertThat(early.lessEq(early)).isTrue();
    assertThat(late.lessEq(early)).isFalse();
    assertThat(late.greater(early)).isTrue();
    assertThat(late.greater(late)).isFalse();
    assertThat(late.greaterEq(late)).isTrue();
    assertThat(early.greaterEq(late)).isFalse();
    assertThat(early.min(late)).isSameAs(early);
    assertThat(late.min(early)).isSameAs(early);
    assertThat(early.max(late)).isSameAs(late);
    assertThat(late.max(early)).isSameAs(late);
  }

  @Test
  void a_time_prints_its_milliseconds() {
    assertThat(new Time(1500)).hasToString("1500 ms");
  }

  @Test
  void unusable_durations_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Time(0).plus(Duration.ofNanos(1)))
        .withMessage(
            "Cannot use duration: it is not a whole number of ms, found PT0.000000001S, expected"
                + " whole milliseconds");
    assertThatIllegalArgumentException().isThrownBy(() -> new Time(0).floor(Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Time(0).until(new Time(1), Duration.ofMillis(-1)));
    assertThatThrownBy(() -> new Time(Long.MAX_VALUE).plus(STEP))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void an_interval_knows_its_length_and_can_be_shifted() {
    Interval interval = new Interval(new Time(100), new Time(300));

    assertThat(interval.duration()).isEqualTo(Duration.ofMillis(200));
    assertThat(interval.plus(STEP)).isEqualTo(new Interval(new Time(200), new Time(400)));
    assertThat(interval.minus(STEP)).isEqualTo(new Interval(new Time(0), new Time(200)));
    assertThat(interval).hasToString("[100 ms, 300 ms]");
  }

  @Test
  void an_interval_does_not_end_before_it_begins() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Interval(new Time(2), new Time(1)))
        .withMessageContaining("found begin 2 ms and end 1 ms");
  }
}
