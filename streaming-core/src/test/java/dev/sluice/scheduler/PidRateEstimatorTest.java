package dev.sluice.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PidRateEstimatorTest {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private static PidRateEstimator estimator(
      double proportional, double integral, double derived, double minRate) {
    return new PidRateEstimator(
        INTERVAL, new PidSettings(proportional, integral, derived, minRate));
  }

  @Test
  void the_first_batch_only_sets_the_rate() {
    PidRateEstimator estimator = estimator(1, 0, 0, 10);
    assertThat(estimator.compute(1_000, 500, 1_000, 0)).isEmpty();
    assertThat(estimator.compute(2_000, 500, 1_000, 0)).hasValue(500);
  }

  @ParameterizedTest
  @CsvSource({"1000, 5, 100", "900, 5, 100", "2000, 0, 100", "2000, -1, 100", "2000, 5, 0"})
  void a_batch_that_tells_nothing_is_passed_over(long endMs, long records, long processingMs) {
    PidRateEstimator estimator = estimator(1, 0, 0, 10);
    OptionalDouble unused = estimator.compute(1_000, 500, 1_000, 0);
    assertThat(estimator.compute(endMs, records, processingMs, 0)).isEmpty();
    assertThat(estimator.compute(3_000, 700, 1_000, 0)).hasValue(700);
  }

  @Test
  void with_defaults_it_is_the_rate_of_the_batch_less_what_has_to_be_caught_up() {
    PidRateEstimator estimator = new PidRateEstimator(INTERVAL, PidSettings.DEFAULTS);
    OptionalDouble unused = estimator.compute(1_000, 4_000, 1_000, 0);
    // 1000 records in 500 ms are 2000 a second; 0.2 * 300 ms * 2000 / 1000 ms are 120
    assertThat(estimator.compute(2_000, 1_000, 500, 300).orElseThrow())
        .isCloseTo(1_880, within(1e-9));
  }

  @Test
  void each_term_has_its_weight() {
    PidRateEstimator estimator = estimator(0.5, 0.1, 0.25, 1);
    OptionalDouble unused = estimator.compute(0, 1_000, 1_000, 0);
    // error 1000 - 600 = 400, sum 500 * 600 / 1000 = 300, change (400 - 0) / 2 s = 200
    double first = estimator.compute(2_000, 600, 1_000, 500).orElseThrow();
    assertThat(first).isCloseTo(1_000 - 200 - 30 - 50, within(1e-9));
    // error 720 - 800 = -80, sum 0, change (-80 - 400) / 1 s = -480
    double second = estimator.compute(3_000, 800, 1_000, 0).orElseThrow();
    assertThat(second).isCloseTo(720 + 40 + 120, within(1e-9));
  }

  @Test
  void the_rate_is_never_below_the_least_one_and_recovers_from_it() {
    PidRateEstimator estimator = new PidRateEstimator(INTERVAL, PidSettings.DEFAULTS);
    OptionalDouble unused = estimator.compute(1_000, 1_000, 1_000, 0);
    assertThat(estimator.compute(2_000, 10, 1_000, 60_000)).hasValue(100);
    assertThat(estimator.compute(3_000, 5_000, 1_000, 0)).hasValue(5_000);
  }

  @ParameterizedTest
  @CsvSource({"-1, 0, 0, 1", "0, -1, 0, 1", "0, 0, -1, 1", "0, 0, 0, 0", "0, NaN, 0, 1"})
  void weights_out_of_range_are_refused(double p, double i, double d, double minRate) {
    assertThatThrownBy(() -> new PidSettings(p, i, d, minRate))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot estimate rates: ");
  }

  @Test
  void an_interval_of_nothing_is_refused() {
    assertThatThrownBy(() -> new PidRateEstimator(Duration.ZERO, PidSettings.DEFAULTS))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
