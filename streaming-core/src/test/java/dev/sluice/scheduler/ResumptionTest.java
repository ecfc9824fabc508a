package dev.sluice.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sluice.ledger.Checkpoint;
import dev.sluice.ledger.Ledger;
import dev.sluice.ledger.LedgerEvent;
import dev.sluice.ledger.LedgerSnapshot;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResumptionTest {
  private static final Duration SECOND = Durations.seconds(1);
  private static final Duration TWO = Durations.seconds(2);
  private static final Duration HALF = Durations.milliseconds(500);

  private final Ledger ledger = new Ledger();

  private static Time s(double seconds) {
    return new Time(Math.round(seconds * 1000));
  }

  private static Checkpoint checkpoint(double seconds) {
    return new Checkpoint(
        s(seconds), s(0), SECOND, "app", "", Optional.empty(), LedgerSnapshot.EMPTY, Map.of());
  }

  private void allocated(double... seconds) {
    for (double each : seconds) {
      ledger.append(new LedgerEvent.BatchAllocated(s(each), Map.of()));
    }
  }

  private void done(double... seconds) {
    for (double each : seconds) {
      ledger.append(new LedgerEvent.BatchDone(s(each)));
    }
  }

  @Test
  void a_first_start_begins_at_the_next_multiple_of_the_interval() {
    assertThat(Resumption.first(10_300, SECOND))
        .isEqualTo(new Resumption(s(10), s(10), List.of(), s(11), s(11)));
  }

  @Test
  void batches_that_are_not_done_run_again_and_those_up_to_now_were_missed() {
    allocated(3, 4, 5);
    done(3);
    assertThat(Resumption.after(checkpoint(2), ledger, s(0), SECOND, 8_200))
        .isEqualTo(new Resumption(s(0), s(2), List.of(s(4), s(5)), s(6), s(9)));
  }

  @Test
  void without_any_batch_all_since_the_checkpoint_were_missed() {
    assertThat(Resumption.after(checkpoint(2), ledger, s(0), SECOND, 4_000))
        .isEqualTo(new Resumption(s(0), s(2), List.of(), s(3), s(5)));
  }

  @Test
  void a_clock_that_is_behind_does_not_run_a_batch_twice() {
    allocated(3, 4, 5);
    done(3, 4, 5);
    assertThat(Resumption.after(checkpoint(2), ledger, s(0), SECOND, 1_000))
        .isEqualTo(new Resumption(s(0), s(2), List.of(), s(6), s(6)));
  }

  @Test
  void batches_of_another_interval_run_again_in_those_that_read_their_inputs() {
    allocated(3, 4, 5);
    done(3);
    assertThat(Resumption.after(checkpoint(2), ledger, s(0), TWO, 8_200))
        .isEqualTo(new Resumption(s(0), s(2), List.of(s(4)), s(6), s(10)));
    assertThat(Resumption.after(checkpoint(2), ledger, s(0), HALF, 6_100))
        .isEqualTo(new Resumption(s(0), s(2), List.of(s(4), s(5)), s(5.5), s(6.5)));
  }

  @Test
  void the_grid_stays_with_the_interval() {
    assertThat(origin(checkpoint(7), SECOND, SECOND, Map.entry(s(7), SECOND))).isEqualTo(s(0));
    assertThat(origin(checkpoint(7), SECOND, TWO, Map.entry(s(6), TWO))).isEqualTo(s(0));
  }

  @Test
  void the_grid_of_another_interval_goes_through_the_time_of_the_states() {
    assertThat(origin(checkpoint(7), TWO, TWO, Map.entry(s(7), TWO))).isEqualTo(s(-1));
    assertThat(origin(checkpoint(7), HALF, HALF, Map.entry(s(7), HALF))).isEqualTo(s(0));
    assertThat(origin(checkpoint(7), TWO, TWO)).isEqualTo(s(-1));
    assertThat(origin(checkpoint(0), TWO, TWO)).isEqualTo(s(0));
  }

  @Test
  void another_slide_of_a_state_moves_the_grid_too() {
    assertThat(origin(checkpoint(7), SECOND, TWO, Map.entry(s(7), TWO))).isEqualTo(s(-1));
  }

  @Test
  void states_of_several_times_may_fit_no_grid() {
    assertThat(origin(checkpoint(7), HALF, HALF, Map.entry(s(7), HALF), Map.entry(s(4), HALF)))
        .isEqualTo(s(0));
    assertThatIllegalStateException()
        .isThrownBy(
            () -> origin(checkpoint(7), TWO, TWO, Map.entry(s(7), TWO), Map.entry(s(6), TWO)))
        .withMessageContaining("from 1000 ms to 2000 ms")
        .withMessageContaining("[6000 ms, 7000 ms]");
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // the list only reads the array
  private static Time origin(
      Checkpoint checkpoint,
      Duration interval,
      Duration unit,
      Map.Entry<Time, Duration>... states) {
    return Resumption.origin(checkpoint, interval, unit, List.of(states));
  }
}
