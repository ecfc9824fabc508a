package dev.sluice.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.receiver.Backpressure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowKeysTest {
  private final StreamingConf conf = StreamingConf.empty();

  @Test
  void by_default_receivers_are_limited_when_it_is_needed() {
    assertThat(conf.get(FlowKeys.MAX_UNPROCESSED_BYTES)).isEmpty();
    assertThat(conf.get(FlowKeys.BACKPRESSURE)).isEqualTo(Backpressure.AUTO);
    assertThat(conf.get(FlowKeys.RATE_ESTIMATOR)).isEqualTo("pid");
    assertThat(conf.get(FlowKeys.PID_PROPORTIONAL)).isEqualTo(1.0);
    assertThat(conf.get(FlowKeys.PID_INTEGRAL)).isEqualTo(0.2);
    assertThat(conf.get(FlowKeys.PID_DERIVED)).isEqualTo(0.0);
    assertThat(conf.get(FlowKeys.PID_MIN_RATE)).isEqualTo(100);
  }

  @Test
  void values_are_read_under_their_known_names() {
    conf.set("spark.streaming.backpressure.enabled", "true")
        .set("streaming.receiver.maxUnprocessedBytes", "16m")
        .set("spark.streaming.backpressure.pid.minRate", "0.5");
    assertThat(conf.get(FlowKeys.BACKPRESSURE)).isEqualTo(Backpressure.TRUE);
    assertThat(conf.get(FlowKeys.MAX_UNPROCESSED_BYTES)).contains(16L << 20);
    assertThat(conf.get(FlowKeys.PID_MIN_RATE)).isEqualTo(0.5);
  }

  @ParameterizedTest
  @CsvSource({
    "streaming.receiver.maxUnprocessedBytes, 0",
    "streaming.backpressure.enabled, sometimes",
    "streaming.backpressure.rateEstimator, guess",
    "streaming.backpressure.pid.proportional, -0.1",
    "streaming.backpressure.pid.integral, NaN",
    "streaming.backpressure.pid.derived, Infinity",
    "streaming.backpressure.pid.minRate, 0"
  })
  void values_out_of_range_are_refused(String name, String value) {
    conf.set("streaming.master", "local").set("streaming.appName", "test").set(name, value);
    assertThatThrownBy(conf::validate)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
  }
}
