package dev.sluice.twitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackOffTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private final BackOff backOff = new BackOff(1);

  private List<Long> waitsMs(int n, Trouble trouble) {
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      waits.add(backOff.after(trouble, NOW).toMillis());
    }
    return waits;
  }

  @Test
  void after_an_established_stream_there_is_no_wait() {
    assertThat(waitsMs(3, new Trouble.Ended("", true))).containsExactly(0L, 0L, 0L);
  }

  @Test
  void a_stream_that_brings_nothing_counts_as_a_network_that_is_broken() {
    assertThat(waitsMs(3, new Trouble.Ended("", false))).containsExactly(250L, 500L, 750L);
  }

  @Test
  void a_broken_network_is_tried_a_little_later_each_time() {
    List<Long> waits = waitsMs(100, new Trouble.Network(""));

    assertThat(waits).startsWith(250L, 500L, 750L, 1_000L).endsWith(16_000L, 16_000L);
    assertThat(waits.indexOf(16_000L)).isEqualTo(63);
  }

  @Test
  void after_refusals_waits_double() {
    assertThat(waitsMs(9, new Trouble.Http("")))
        .containsExactly(
            5_000L, 10_000L, 20_000L, 40_000L, 80_000L, 160_000L, 320_000L, 320_000L, 320_000L);
  }

  @Test
  void a_rate_limit_without_end_is_waited_for_a_minute_and_longer() {
    assertThat(waitsMs(6, new Trouble.RateLimited("", null)))
        .containsExactly(60_000L, 120_000L, 240_000L, 480_000L, 900_000L, 900_000L);
  }

  @Test
  void a_rate_limit_is_waited_for_until_its_end() {
    assertThat(waitsMs(2, new Trouble.RateLimited("", NOW.plusSeconds(300))))
        .containsExactly(300_000L, 300_000L);
  }

  @Test
  void a_rate_limit_that_ends_soon_is_waited_for_a_minute_and_one_far_away_a_window() {
    assertThat(waitsMs(1, new Trouble.RateLimited("", NOW.minusSeconds(5))))
        .containsExactly(60_000L);
    assertThat(waitsMs(1, new Trouble.RateLimited("", NOW.plusSeconds(90_000))))
        .containsExactly(900_000L);
  }

  @Test
  void too_many_connections_are_waited_for_until_the_service_has_noticed_that_one_is_gone() {
    assertThat(waitsMs(3, new Trouble.TooManyConnections("")))
        .containsExactly(20_000L, 60_000L, 120_000L);
  }

  @Test
  void kinds_of_trouble_have_waits_of_their_own() {
    waitsMs(5, new Trouble.Network(""));

    assertThat(waitsMs(1, new Trouble.Http(""))).containsExactly(5_000L);
  }

  @Test
  void once_it_works_waits_are_short_again() {
    waitsMs(5, new Trouble.Network(""));
    waitsMs(5, new Trouble.Http(""));
    backOff.worked();

    assertThat(waitsMs(1, new Trouble.Network(""))).containsExactly(250L);
    assertThat(waitsMs(1, new Trouble.Http(""))).containsExactly(5_000L);
  }

  @Test
  void all_but_what_the_service_names_is_scaled() {
    BackOff hasty = new BackOff(0.01);

    assertThat(hasty.after(new Trouble.Http(""), NOW)).isEqualTo(Duration.ofMillis(50));
    assertThat(hasty.after(new Trouble.RateLimited("", NOW.plusSeconds(2)), NOW))
        .isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void what_is_final_has_no_wait() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> backOff.after(new Trouble.Final("no"), NOW))
        .withMessageContaining("no");
  }
}
