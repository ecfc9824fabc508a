package dev.sluice.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class MqttVersionTest {
  @Test
  void versions_have_the_numbers_that_clients_use() {
    assertThat(MqttVersion.ofNumber(0)).isEqualTo(MqttVersion.V3_1_1);
    assertThat(MqttVersion.ofNumber(4)).isEqualTo(MqttVersion.V3_1_1);
    assertThat(MqttVersion.ofNumber(5)).isEqualTo(MqttVersion.V5);
  }

  @Test
  void version_3_1_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MqttVersion.ofNumber(3))
        .withMessageContaining("found 3, expected 4 for 3.1.1 or 5 for 5");
  }
}
