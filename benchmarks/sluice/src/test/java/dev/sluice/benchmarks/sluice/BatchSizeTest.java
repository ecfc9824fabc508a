package dev.sluice.benchmarks.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchSizeTest {
  @Test
  void a_fixed_size_stays() {
    BatchSize size = BatchSize.fixed(100);
    size.completed(100, Duration.ofMillis(1));

    assertThat(size.most()).isEqualTo(100);
  }

  @Test
  void a_following_size_is_half_more_than_a_batch_could_take() {
    BatchSize size = BatchSize.following(1_000, 1_000);
    size.completed(1_000, Duration.ofMillis(500));

    assertThat(size.most()).isEqualTo(3_000);
  }

  @Test
  void a_following_size_stays_within_bounds() {
    BatchSize size = BatchSize.following(1_000, 1_000);
    size.completed(1, Duration.ofSeconds(60));
    assertThat(size.most()).isEqualTo(250);

    size.completed(1_000_000_000, Duration.ofMillis(1));
    assertThat(size.most()).isEqualTo(100_000);
  }
}
