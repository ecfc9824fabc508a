package dev.sluice.twitter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OutageTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Outage outage = new Outage();

  @Test
  void before_the_first_stream_nothing_is_missing() {
    assertThat(outage.takeMs(100 * SECOND)).isZero();
    assertThat(outage.backfillMinutes(100 * SECOND, 5)).isZero();
  }

  @Test
  void time_without_a_stream_is_counted_once() {
    outage.begin(10 * SECOND);

    assertThat(outage.takeMs(12 * SECOND)).isEqualTo(2_000);
    outage.begin(13 * SECOND);
    assertThat(outage.takeMs(15 * SECOND)).isEqualTo(3_000);
    outage.end(15 * SECOND);
    assertThat(outage.takeMs(20 * SECOND)).isZero();
  }

  @Test
  void begun_minutes_are_asked_for_up_to_what_is_allowed() {
    outage.begin(0);

    assertThat(outage.backfillMinutes(SECOND, 5)).isEqualTo(1);
    assertThat(outage.backfillMinutes(61 * SECOND, 5)).isEqualTo(2);
    assertThat(outage.backfillMinutes(6_000 * SECOND, 5)).isEqualTo(5);
    assertThat(outage.backfillMinutes(6_000 * SECOND, 0)).isZero();
  }

  @Test
  void what_a_short_connection_was_to_bring_is_asked_for_again() {
    outage.begin(0);
    outage.end(120 * SECOND);
    outage.begin(121 * SECOND);

    assertThat(outage.backfillMinutes(122 * SECOND, 5)).isEqualTo(3);

    outage.end(122 * SECOND);
    outage.begin(300 * SECOND);
    assertThat(outage.backfillMinutes(301 * SECOND, 5)).isEqualTo(1);
  }
}
