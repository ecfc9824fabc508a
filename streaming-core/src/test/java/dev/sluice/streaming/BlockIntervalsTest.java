package dev.sluice.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockIntervalsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

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
  void without_an_interval_a_batch_has_two_partitions_for_each_thread_at_most() {
    assertThat(BlockIntervals.mostPartitions(Optional.empty(), SECOND, 4, true)).isEqualTo(8);
    assertThat(BlockIntervals.mostPartitions(Optional.empty(), SECOND, 4, false)).isEqualTo(8);
  }

  @Test
  void with_an_interval_eager_blocks_are_read_in_as_many_partitions_as_there_are_intervals() {
    assertThat(BlockIntervals.mostPartitions(interval(50), SECOND, 4, true)).isEqualTo(20);
    assertThat(BlockIntervals.mostPartitions(interval(5_000), SECOND, 4, true)).isEqualTo(1);
  }

  @Test
  void with_an_interval_each_other_block_has_a_partition_of_its_own() {
    assertThat(BlockIntervals.mostPartitions(interval(50), SECOND, 4, false))
        .isEqualTo(Integer.MAX_VALUE);
  }

  private static Optional<Duration> interval(long ms) {
    return Optional.of(Duration.ofMillis(ms));
  }
}
