package dev.sluice.benchmarks.zeromq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {
  private final Tally tally = new Tally(3);

  @Test
  void it_is_full_when_all_are_counted() throws Exception {
    tally.comes();
    assertThat(tally.add(2)).isFalse();
    assertThat(tally.add(1)).isTrue();

    tally.await();

    assertThat(tally.perSecond()).isPositive();
  }

  @Test
  void more_than_all_is_wrong() {
    assertThatIllegalStateException()
        .isThrownBy(() -> tally.add(4))
        .withMessageContaining("found 4 messages, expected 3");
  }

  @Test
  void the_median_is_one_of_the_values() {
    assertThat(Rates.median(List.of(3.0, 1.0, 2.0))).isEqualTo(2.0);
    assertThat(Rates.median(List.of(4.0, 3.0, 1.0, 2.0))).isEqualTo(2.0);
  }
}
