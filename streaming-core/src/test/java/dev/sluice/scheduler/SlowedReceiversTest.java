package dev.sluice.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlowedReceiversTest {
  private final SlowedReceivers slowed = new SlowedReceivers();

  private void batches(int count, boolean isWaiting) {
    for (int batch = 0; batch < count; batch++) {
      slowed.batchEnded(stream -> isWaiting);
    }
  }

  @Test
  void each_stream_is_told_of_once_as_long_as_it_lasts() {
    assertThat(slowed.waits(0)).isTrue();
    assertThat(slowed.waits(1)).isTrue();
    assertThat(slowed.waits(0)).isFalse();
    batches(100, true);
    batches(4, false);
    assertThat(slowed.waits(0)).isFalse();
    batches(4, false);
    assertThat(slowed.waits(0)).isFalse();
  }

  @Test
  void after_five_batches_without_waiting_it_is_told_again() {
    assertThat(slowed.waits(0)).isTrue();
    batches(5, false);
    assertThat(slowed.waits(0)).isTrue();
  }
}
