package dev.sluice.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortTest {
  private static final int FIRST_OF_OUTGOING_CONNECTIONS = 32_768;

  @Test
  void a_server_can_listen_on_it_and_no_client_is_given_it() throws Exception {
    int port = FreePort.any();

    try (ServerSocket server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(server.getLocalPort()).isLessThan(FIRST_OF_OUTGOING_CONNECTIONS);
    }
  }
}
