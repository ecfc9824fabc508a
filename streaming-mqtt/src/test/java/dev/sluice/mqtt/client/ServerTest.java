package dev.sluice.mqtt.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerTest {
  @ParameterizedTest
  @CsvSource({
    "tcp://host:1884, tcp://host:1884",
    "tcp://host, tcp://host:1883",
    "mqtt://host, tcp://host:1883",
    "mqtts://host, ssl://host:8883",
    "SSL://host, ssl://host:8883",
    "ws://host/mqtt, ws://host:80/mqtt",
    "wss://host:8443/a/b, wss://host:8443/a/b",
    "tcp://[::1]:1883, tcp://[::1]:1883",
    "tcp://host/, tcp://host:1883"
  })
  void addresses_become_those_of_the_clients(String address, String expected) {
    assertThat(Server.parse(address).uri()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "host:1883, host:1883",
    "host, expected one such as tcp://host:1883",
    "http://host, http://host",
    "tcp://, expected one such as",
    "tcp://host:0, tcp://host:0",
    "tcp://host/path, expected a path only with ws and wss",
    "tcp://a b, expected one such as"
  })
  void others_are_refused(String address, String expected) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Server.parse(address))
        .withMessageStartingWith("Cannot use the address of an MQTT broker: found ")
        .withMessageContaining(expected);
  }

  @Test
  void a_password_in_an_address_is_refused_and_not_shown() {
    for (String address : new String[] {"tcp://ali:sesame@host", "tcp://ali:ses ame@host"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Server.parse(address))
          .satisfies(refused -> assertThat(refused).hasMessageNotContaining("ses"));
    }
  }
}
