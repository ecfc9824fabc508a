package dev.sluice.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockIntervalsTest {

  @ParameterizedTest
  @CsvSource({
    "1000, 4, 1, 125",
    "1000, 2, 1, 200",
    "1000, 8, 2, 125",
    "1000, 4, 16, 200",
    "100, 2, 1, 25",
    "100, 2, 0, 25",
    "10, 8, 1, 5",
    "60000, 2, 1, 200"
  })
  void all_receivers_together_cut_about_two_blocks_a_batch_for_each_thread(
      long batchMs, int threads, int receivers, long expectedMs) {
    assertThat(BlockIntervals.of(Duration.ofMillis(batchMs), threads, receivers))
        .isEqualTo(Duration.ofMillis(expectedMs));
  }

  @Test
  void small_blocks_are_read_in_as_many_partitions_as_there_would_be_blocks() {
    Duration batch = Duration.ofSeconds(1);
    assertThat(BlockIntervals.mostPartitions(Optional.empty(), batch, 4)).isEqualTo(8);
    assertThat(BlockIntervals.mostPartitions(Optional.of(Duration.ofMillis(50)), batch, 4))
        .isEqualTo(20);
    assertThat(BlockIntervals.mostPartitions(Optional.of(Duration.ofSeconds(5)), batch, 4))
        .isEqualTo(1);
  }
}
