package dev.sluice.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @Test
  void durations_are_made_by_unit() {
    assertThat(Durations.milliseconds(5)).isEqualTo(Duration.ofMillis(5));
    assertThat(Durations.seconds(5)).isEqualTo(Duration.ofSeconds(5));
    assertThat(Durations.minutes(5)).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void multiples_are_recognised() {
    assertThat(Durations.isMultipleOf(Durations.seconds(4), Durations.seconds(2))).isTrue();
    assertThat(Durations.isMultipleOf(Durations.seconds(3), Durations.seconds(2))).isFalse();
    assertThat(Durations.isMultipleOf(Duration.ZERO, Durations.seconds(2))).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Durations.isMultipleOf(Durations.seconds(2), Duration.ZERO));
  }

  @Test
  void a_positive_whole_duration_passes_the_check() {
    assertThat(Durations.requireWholePositive("batch interval", Durations.seconds(1)))
        .isEqualTo(Durations.seconds(1));
  }

  @Test
  void other_durations_are_refused_by_name() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Durations.requireWholePositive("batch interval", Duration.ZERO))
        .withMessage(
            "Cannot use batch interval: it is not positive, found PT0S, expected a positive whole"
                + " number of ms");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Durations.requireWholePositive("batch interval", Duration.ofMillis(-1)));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Durations.requireWholePositive("batch interval", Duration.ofNanos(1500000)))
        .withMessageContaining("not a whole number of ms");
  }

  @ParameterizedTest
  @CsvSource({
    "200ms,200",
    "3s,3000",
    "1m,60000",
    "1min,60000",
    "2h,7200000",
    "1d,86400000",
    "0s,0",
    "' 7 s ',7000",
    "5S,5000",
    "42,42"
  })
  void configuration_text_is_read(String text, long expectedMs) {
    assertThat(Durations.parse(text, ChronoUnit.MILLIS)).isEqualTo(Duration.ofMillis(expectedMs));
  }

  @Test
  void digits_alone_take_the_default_unit() {
    assertThat(Durations.parse("10", ChronoUnit.SECONDS)).isEqualTo(Durations.seconds(10));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "s",
        "1.5s",
        "-1s",
        "3 weeks",
        "1s2s",
        "99999999999999999999",
        "9223372036854775807d"
      })
  void other_text_is_refused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Durations.parse(text, ChronoUnit.MILLIS))
        .withMessageContaining("found \"" + text + "\"")
        .withMessageContaining("expected digits with a unit such as 200ms, 3s, 1m, 2h, 1d");
  }

  @ParameterizedTest
  @CsvSource({
    "0,0 ms",
    "999,999 ms",
    "1000,1.0 s",
    "1500,1.5 s",
    "59000,59.0 s",
    "60000,1.0 m",
    "90000,1.5 m",
    "3600000,1.00 h",
    "4500000,1.25 h"
  })
  void people_read_a_short_form(long milliseconds, String expected) {
    assertThat(Durations.format(Duration.ofMillis(milliseconds))).isEqualTo(expected);
  }
}
