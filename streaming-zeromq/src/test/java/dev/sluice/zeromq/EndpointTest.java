package dev.sluice.zeromq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

  @ParameterizedTest
  @ValueSource(strings = {"tcp://host:5555", "tcp://127.0.0.1:1", "tcp://[::1]:65535"})
  void an_address_of_tcp_can_be_connected_to(String url) {
    assertThat(Endpoint.of(url, true).url()).isEqualTo(url);
  }

  @ParameterizedTest
  @CsvSource({
    "ipc:///tmp/socket, JeroMQ speaks ipc with itself only",
    "inproc://name, inproc ends where the context of the receiver ends",
    "pgm://eth0;239.192.1.1:5555, there is no such transport",
    "udp://host:5555, there is no such transport",
    "host:5555, it is no address",
    "tcp://host, it is no address of TCP",
    "tcp://host:port, it is no address of TCP",
    "tcp://host:0, a port is between 1 and 65535",
    "tcp://host:65536, a port is between 1 and 65535",
    "tcp://*:5555, it names no host",
    "tcp://:5555, it names no host"
  })
  void others_are_refused_with_the_reason(String url, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Endpoint.of(url, true))
        .withMessageContainingAll(reason, url, "expected tcp://HOST:PORT");
  }

  @Test
  void what_is_bound_without_a_host_is_bound_to_the_loopback_interface() {
    assertThat(Endpoint.of("tcp://:5555", false).url()).isEqualTo("tcp://127.0.0.1:5555");
  }

  @ParameterizedTest
  @CsvSource({
    "tcp://127.0.0.1:5555, false",
    "tcp://localhost:5555, false",
    "tcp://[::1]:5555, false",
    "tcp://*:5555, true",
    "tcp://0.0.0.0:5555, true",
    "tcp://eth0:5555, true"
  })
  void what_is_bound_elsewhere_is_open_to_others(String url, boolean isOpen) {
    assertThat(Endpoint.of(url, false).isOpenToOthers()).isEqualTo(isOpen);
    assertThat(Endpoint.of("tcp://host:5555", true).isOpenToOthers()).isFalse();
  }
}
