package dev.sluice.mqtt;

import static dev.sluice.mqtt.Programs.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** QoS 2 with a broker that gives messages packet ids that are in use. */
class ReusedIdsTest {
  private static final int MESSAGES = 3_000;
  private static final int IDS = 500;
  private static final int WINDOW = 20;

  @ParameterizedTest
  @EnumSource
  void every_message_comes_once_and_in_order_and_is_acknowledged(MqttVersion version)
      throws Exception {
    try (ReusingBroker broker = new ReusingBroker("readings", MESSAGES, IDS, WINDOW)) {
      MqttOptions options = MqttOptions.of(broker.address()).topic("readings", 2).version(version);
      try (Programs program = Programs.ofTexts(options)) {
        eventually(() -> program.received().size() >= MESSAGES);
        eventually(() -> broker.underWay() == 0);

        assertThat(program.received())
            .map(Object::toString)
            .containsExactlyElementsOf(
                IntStream.range(0, MESSAGES).mapToObj(Integer::toString).toList());
        assertThat(broker.mostUnderWay()).isGreaterThan(IDS);
        assertThat(broker.connections()).isEqualTo(1);
        assertThat(program.errors()).isEmpty();
      }
    }
  }
}
