package dev.sluice.testkit.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class TcpProxyTest {
  private static final byte[] WORD = "word".getBytes(StandardCharsets.US_ASCII);

  private ServerSocket server;
  private TcpProxy proxy;

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    proxy = new TcpProxy(server.getLocalPort());
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    server.close();
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
  }

  @Test
  void it_forwards_both_ways_and_counts_what_clients_are_sent() throws IOException {
    try (Socket client = connect();
        Socket peer = server.accept()) {
      client.getOutputStream().write(WORD);
      assertThat(peer.getInputStream().readNBytes(WORD.length)).isEqualTo(WORD);
      assertThat(proxy.sent()).isZero();

      peer.getOutputStream().write(WORD);
      peer.shutdownOutput();

      assertThat(client.getInputStream().readAllBytes()).isEqualTo(WORD);
      assertThat(proxy.sent()).isEqualTo(WORD.length);
    }
  }

  @Test
  void a_cut_breaks_what_is_connected_and_disconnects_who_comes() throws IOException {
    try (Socket client = connect();
        Socket peer = server.accept()) {
      client.getOutputStream().write(WORD);
      assertThat(peer.getInputStream().readNBytes(WORD.length)).isEqualTo(WORD);
      assertThat(proxy.connections()).isEqualTo(1);

      proxy.cut();

      assertThat(proxy.connections()).isZero();
      assertThat(hasEnded(client)).isTrue();
      assertThat(hasEnded(peer)).isTrue();
      try (Socket later = connect()) {
        assertThat(hasEnded(later)).isTrue();
      }
    }
  }

  @Test
  void clients_can_connect_again_after_a_cut() throws IOException {
    proxy.cut();
    proxy.restore();

    try (Socket client = connect();
        Socket peer = server.accept()) {
      client.getOutputStream().write(WORD);
      assertThat(peer.getInputStream().readNBytes(WORD.length)).isEqualTo(WORD);
    }
  }

  @Test
  void an_end_on_one_side_is_one_on_the_other() throws IOException {
    try (Socket client = connect()) {
      server.accept().close();

      assertThat(hasEnded(client)).isTrue();
    }
  }

  @Test
  void without_a_server_clients_are_disconnected_until_there_is_one() throws IOException {
    int port = server.getLocalPort();
    server.close();
    try (Socket client = connect()) {
      assertThat(hasEnded(client)).isTrue();
    }

    server = new ServerSocket(port, 5, InetAddress.getLoopbackAddress());

    try (Socket client = connect();
        Socket peer = server.accept()) {
      client.getOutputStream().write(WORD);
      assertThat(peer.getInputStream().readNBytes(WORD.length)).isEqualTo(WORD);
    }
  }

  @Test
  void nobody_can_connect_once_it_is_closed() throws IOException {
    proxy.close();
    proxy.close();

    assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
  }

  /** Whether the other side ends the connection, be it by a reset. */
  private static boolean hasEnded(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketException reset) {
      return true;
    }
  }
}
