package dev.sluice.zeromq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.zeromq.Progress.Place;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final Progress progress = new Progress("s", 0);

  @Test
  void the_first_number_may_be_any() {
    assertThat(progress.receive(41, false)).isEqualTo(Place.NEXT);
    assertThat(progress.receive(42, false)).isEqualTo(Place.NEXT);
  }

  @Test
  void what_came_before_comes_again() {
    progress.receive(1, true);
    progress.receive(2, false);

    assertThat(progress.receive(1, true)).isEqualTo(Place.AGAIN);
    assertThat(progress.receive(2, false)).isEqualTo(Place.AGAIN);
  }

  @Test
  void only_the_first_after_a_hello_may_leave_something_out() {
    progress.receive(1, true);

    assertThat(progress.receive(3, false)).isEqualTo(Place.GAP);
    assertThat(progress.receive(3, true)).isEqualTo(Place.AHEAD);
    assertThat(progress.receive(4, false)).isEqualTo(Place.NEXT);
  }

  @Test
  void what_was_acknowledged_in_an_earlier_attempt_does_not_come_again() {
    Progress next = new Progress("s", 7);

    assertThat(next.receive(7, true)).isEqualTo(Place.AGAIN);
    assertThat(next.receive(8, false)).isEqualTo(Place.NEXT);
    assertThat(next.acknowledged()).isEqualTo(7);
  }

  @Test
  void a_number_is_acknowledged_when_it_and_all_before_are_stored() {
    handOver(1, 2, 3);

    progress.stored(2);

    assertThat(progress.acknowledged()).isEqualTo(2);
    assertThat(progress.isSettled()).isFalse();
    progress.stored(3);
    assertThat(progress.acknowledged()).isEqualTo(3);
    assertThat(progress.isSettled()).isTrue();
  }

  @Test
  void what_is_skipped_is_acknowledged_in_its_place() {
    progress.receive(1, true);
    progress.skipped(1);
    assertThat(progress.acknowledged()).isEqualTo(1);
    handOver(2);
    progress.receive(3, false);
    progress.skipped(3);
    progress.receive(4, false);
    progress.storing(4);
    assertThat(progress.acknowledged()).isEqualTo(1);

    progress.stored(2);
    assertThat(progress.acknowledged()).isEqualTo(3);

    progress.stored(4);
    assertThat(progress.acknowledged()).isEqualTo(4);
  }

  private void handOver(long... numbers) {
    for (long number : numbers) {
      progress.receive(number, false);
      progress.storing(number);
    }
  }
}
