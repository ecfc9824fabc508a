package dev.sluice.ui.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.listener.BatchInfo;
import dev.sluice.listener.StreamingEvent;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final BatchHistory history = new BatchHistory(1000);
  private Duration interval = Duration.ofSeconds(1);

  private static BatchInfo info(long timeMs, OptionalLong start, OptionalLong end) {
    return new BatchInfo(new Time(timeMs), Map.of(), timeMs, start, end, Map.of());
  }

  private void submit(long timeMs) {
    history.onBatchSubmitted(
        new StreamingEvent.BatchSubmitted(
            info(timeMs, OptionalLong.empty(), OptionalLong.empty())));
  }

  private void start(long timeMs, long startMs) {
    submit(timeMs);
    history.onBatchStarted(
        new StreamingEvent.BatchStarted(
            info(timeMs, OptionalLong.of(startMs), OptionalLong.empty())));
  }

  /** A batch that waited and ran so long. */
  private void end(long timeMs, long waitedMs, long ranMs) {
    start(timeMs, timeMs + waitedMs);
    history.onBatchCompleted(
        new StreamingEvent.BatchCompleted(
            info(
                timeMs,
                OptionalLong.of(timeMs + waitedMs),
                OptionalLong.of(timeMs + waitedMs + ranMs))));
  }

  private Pace pace(long nowMs) {
    return Pace.of(history.telling(), history.lastBegun(), interval, nowMs);
  }

  @Test
  void a_program_without_batches_is_starting() {
    assertThat(pace(5_000).state()).isEqualTo(Pace.State.STARTING);
  }

  @Test
  void batches_that_begin_within_an_interval_keep_up_however_long_they_take() {
    end(1_000, 5, 900);
    end(2_000, 1_000, 1_100);

    Pace pace = pace(4_200);

    assertThat(pace.state()).isEqualTo(Pace.State.KEEPING_UP);
    assertThat(pace.behind()).isZero();
    assertThat(pace.sentence()).isEqualTo("Keeping up: batches take 1.0 s of their 1.0 s.");
  }

  @Test
  void a_batch_that_began_later_is_behind_by_what_it_waited() {
    end(1_000, 0, 3_000);
    end(2_000, 2_000, 3_000);

    Pace pace = pace(7_000);

    assertThat(pace.state()).isEqualTo(Pace.State.FALLING_BEHIND);
    assertThat(pace.behind()).isEqualTo(Duration.ofSeconds(2));
    assertThat(pace.sentence())
        .isEqualTo("Falling behind by 2.0 s: batches take 3.0 s, the interval is 1.0 s.");
  }

  @Test
  void a_batch_that_has_not_begun_is_behind_by_what_it_waits() {
    start(1_000, 1_000);
    submit(2_000);
    submit(3_000);

    assertThat(pace(6_500).behind()).isEqualTo(Duration.ofMillis(4_500));
    assertThat(pace(6_500).sentence())
        .isEqualTo("Falling behind by 4.5 s: no batch has ended yet.");
  }

  @Test
  void a_program_whose_delay_shrinks_catches_up() {
    for (int batch = 1; batch <= 12; batch++) {
      end(batch * 1_000L, 20_000 - batch * 1_000L, 100);
    }

    Pace pace = pace(21_000);

    assertThat(pace.state()).isEqualTo(Pace.State.CATCHING_UP);
    assertThat(pace.behind()).isEqualTo(Duration.ofSeconds(8));
    assertThat(pace.sentence()).startsWith("Catching up, still behind by 8.0 s: ");
  }

  @Test
  void a_pause_of_short_batches_is_no_verdict() {
    interval = Duration.ofMillis(10);
    end(1_000, 90, 5);

    assertThat(pace(1_100).state()).isEqualTo(Pace.State.KEEPING_UP);
    end(1_010, 120, 5);
    assertThat(pace(1_140).state()).isEqualTo(Pace.State.FALLING_BEHIND);
  }

  @Test
  void what_waits_or_runs_is_retained_within_the_bound_too() {
    BatchHistory small = new BatchHistory(3);
    for (int batch = 1; batch <= 10; batch++) {
      small.onBatchSubmitted(
          new StreamingEvent.BatchSubmitted(
              info(batch * 1_000L, OptionalLong.empty(), OptionalLong.empty())));
    }

    assertThat(small.batches())
        .extracting(batch -> batch.time().milliseconds())
        .containsExactly(8_000L, 9_000L, 10_000L);
  }
}
