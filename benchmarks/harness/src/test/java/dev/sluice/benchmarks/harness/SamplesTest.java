package dev.sluice.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SamplesTest {
  @Test
  void a_quantile_is_one_of_the_values() {
    double[] values = {5, 1, 4, 2, 3};

    assertThat(Samples.quantile(values, 0.5)).isEqualTo(3);
    assertThat(Samples.quantile(values, 0.99)).isEqualTo(5);
    assertThat(Samples.quantile(new double[0], 0.5)).isNaN();
  }

  @Test
  void a_slope_is_that_of_the_line() {
    double[] x = {1, 2, 3, 4};

    assertThat(Samples.slope(x, new double[] {3, 5, 7, 9})).isEqualTo(2, Offset.offset(1e-9));
    assertThat(Samples.slope(new double[] {1, 2}, new double[] {1, 9})).isZero();
  }
}
