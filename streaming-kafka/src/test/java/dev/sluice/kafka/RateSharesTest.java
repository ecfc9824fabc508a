package dev.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.time.Durations;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RateSharesTest {
  private static final TopicPartition A = new TopicPartition("t", 0);
  private static final TopicPartition B = new TopicPartition("t", 1);

  private static RateShares shares(long most, long least, long intervalMs) {
    PerPartitionConfig bounds =
        new PerPartitionConfig() {
          @Override
          public long maxRatePerPartition(TopicPartition partition) {
            return most;
          }

          @Override
          public long minRatePerPartition(TopicPartition partition) {
            return least;
          }
        };
    return new RateShares(bounds, Durations.milliseconds(intervalMs));
  }

  @Test
  void without_limits_a_batch_takes_what_waits() {
    assertThat(shares(0, 1, 1000).of(Map.of(A, 30L, B, 0L), Long.MAX_VALUE))
        .containsOnly(Map.entry(A, 30L), Map.entry(B, 0L));
  }

  @Test
  void the_rate_is_shared_by_what_waits() {
    assertThat(shares(0, 1, 2000).of(Map.of(A, 300L, B, 100L), 40))
        .containsOnly(Map.entry(A, 60L), Map.entry(B, 20L));
  }

  @Test
  void the_most_of_a_partition_goes_before_its_share_and_its_least() {
    assertThat(shares(10, 20, 1000).of(Map.of(A, 300L, B, 5L), 1000))
        .containsOnly(Map.entry(A, 10L), Map.entry(B, 5L));
  }

  @Test
  void the_least_of_a_partition_goes_before_its_share() {
    assertThat(shares(0, 20, 1000).of(Map.of(A, 1_000_000L, B, 100L), 100))
        .containsOnly(Map.entry(A, 99L), Map.entry(B, 20L));
  }

  @Test
  void there_is_always_some_progress() {
    assertThat(shares(1, 1, 10).of(Map.of(A, 1_000_000L, B, 1L), 1))
        .containsOnly(Map.entry(A, 1L), Map.entry(B, 1L));
  }

  @Test
  void large_numbers_do_not_overflow() {
    assertThat(shares(Long.MAX_VALUE, 1, 60_000).of(Map.of(A, Long.MAX_VALUE), Long.MAX_VALUE - 1))
        .containsOnly(Map.entry(A, Long.MAX_VALUE));
  }
}
