package dev.sluice.examples;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A server on the loopback interface that a test plays itself. Confined to the test's thread. */
final class TestServer implements AutoCloseable {
  private static final int ACCEPT_TIMEOUT_MS = 90_000;

  private final ServerSocket socket;

  private TestServer(ServerSocket socket) {
    this.socket = socket;
  }

  static TestServer start() throws IOException {
    ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    socket.setSoTimeout(ACCEPT_TIMEOUT_MS);
    return new TestServer(socket);
  }

  String host() {
    return socket.getInetAddress().getHostAddress();
  }

  String port() {
    return String.valueOf(socket.getLocalPort());
  }

  /** Waits for a client. */
  Socket accept() throws IOException {
    return socket.accept();
  }

  static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
