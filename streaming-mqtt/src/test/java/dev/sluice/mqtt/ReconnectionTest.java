package dev.sluice.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReconnectionTest {
  private static final long LONG_NS = TimeUnit.MINUTES.toNanos(1);

  /** Takes nothing off. */
  private static final RandomGenerator NONE = () -> 0;

  /** Takes something off. */
  private static final RandomGenerator SOME = () -> 1L << 62;

  private static Reconnection reconnection(RandomGenerator random, String... servers) {
    return new Reconnection(
        MqttOptions.of(servers)
            .topic("a", 1)
            .reconnectDelay(Duration.ofMillis(100), Duration.ofMillis(500)),
        random);
  }

  private static List<Long> waitsMs(Reconnection reconnection, int n) {
    return Stream.generate(() -> reconnection.failed(0).toMillis()).limit(n).toList();
  }

  @Test
  void waits_grow_up_to_the_longest() {
    assertThat(waitsMs(reconnection(NONE, "tcp://a"), 5))
        .containsExactly(100L, 200L, 400L, 500L, 500L);
  }

  @Test
  void up_to_a_half_of_a_wait_is_taken_off() {
    assertThat(waitsMs(reconnection(SOME, "tcp://a"), 3))
        .allSatisfy(wait -> assertThat(wait).isBetween(50L, 500L));
  }

  @Test
  void waits_are_short_again_after_a_good_connection() {
    Reconnection reconnection = reconnection(NONE, "tcp://a");
    assertThat(waitsMs(reconnection, 3)).containsExactly(100L, 200L, 400L);

    assertThat(reconnection.failed(LONG_NS)).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void all_servers_are_tried_before_a_wait() {
    Reconnection reconnection = reconnection(NONE, "tcp://a", "tcp://b", "tcp://c");
    assertThat(reconnection.server().host()).isEqualTo("a");

    assertThat(reconnection.failed(0)).isZero();
    assertThat(reconnection.server().host()).isEqualTo("b");
    assertThat(reconnection.failed(0)).isZero();
    assertThat(reconnection.failed(0)).isEqualTo(Duration.ofMillis(100));
    assertThat(reconnection.server().host()).isEqualTo("a");
  }
}
