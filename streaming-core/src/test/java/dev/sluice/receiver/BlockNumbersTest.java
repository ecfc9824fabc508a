package dev.sluice.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BlockNumbersTest {
  @Test
  void numbers_rise_even_if_blocks_come_faster_than_time() {
    BlockNumbers numbers = new BlockNumbers("input-7", 0, 1000);
    assertThat(numbers.next().number()).isEqualTo(1000);
    assertThat(numbers.next(900).number()).isEqualTo(1001);
    assertThat(numbers.next(1100).number()).isEqualTo(1100);
    assertThat(numbers.next().number()).isEqualTo(1101);
  }

  @Test
  void numbers_rise_with_the_epoch_whatever_the_clock_says() {
    BlockNumbers first = new BlockNumbers("input-7", 0, 5000);
    BlockNumbers second = new BlockNumbers("input-7", 1, 1000);
    assertThat(second.next(900).number()).isGreaterThan(first.next(100_000).number());
  }
}
