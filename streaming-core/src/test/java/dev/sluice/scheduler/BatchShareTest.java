package dev.sluice.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchShareTest {
  private final BatchShare share = new BatchShare(1_000, Duration.ofSeconds(1));

  @Test
  void it_is_the_whole_bound_until_a_batch_took_longer_than_its_interval() {
    share.processed(1_000, Duration.ofSeconds(1));
    assertThat(share.bytes()).isEqualTo(1_000);
    share.processed(1, Duration.ofMillis(999));
    assertThat(share.bytes()).as("a small batch that was quick says nothing").isEqualTo(1_000);
  }

  @Test
  void it_is_what_one_interval_processes() {
    share.processed(1_000, Duration.ofMillis(1_250));
    assertThat(share.bytes()).isEqualTo(800);
  }

  @Test
  void it_is_never_less_than_half_of_the_bound() {
    share.processed(1_000, Duration.ofSeconds(60));
    assertThat(share.bytes()).isEqualTo(500);
    share.processed(1, Duration.ofSeconds(60));
    assertThat(share.bytes()).isEqualTo(500);
  }

  @Test
  void it_grows_when_batches_become_quick() {
    share.processed(1_000, Duration.ofSeconds(60));
    share.processed(500, Duration.ofMillis(800));
    assertThat(share.bytes()).isEqualTo(625);
    share.processed(625, Duration.ofMillis(100));
    assertThat(share.bytes()).isEqualTo(1_000);
  }

  @Test
  void a_batch_of_no_time_at_all_is_quick() {
    share.processed(1_000, Duration.ofSeconds(60));
    share.processed(500, Duration.ZERO);
    assertThat(share.bytes()).isEqualTo(1_000);
  }

  @Test
  void a_bound_of_one_byte_still_has_a_share() {
    BatchShare tiny = new BatchShare(1, Duration.ofSeconds(1));
    tiny.processed(1, Duration.ofSeconds(5));
    assertThat(tiny.bytes()).isEqualTo(1);
  }
}
