package dev.sluice.source;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Listens on a free port of the loopback address; waits at most thirty seconds for anything. */
final class TestServer implements AutoCloseable {
  static final String HOST = InetAddress.getLoopbackAddress().getHostAddress();
  private static final int PATIENCE_MS = 30_000;

  private final ServerSocket server;

  private TestServer(int port) throws IOException {
    server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    server.setSoTimeout(PATIENCE_MS);
  }

  static TestServer open() throws IOException {
    return new TestServer(0);
  }

  static TestServer open(int port) throws IOException {
    return new TestServer(port);
  }

  int port() {
    return server.getLocalPort();
  }

  String address() {
    return HOST + ":" + port();
  }

  Socket accept() throws IOException {
    Socket connection = server.accept();
    connection.setSoTimeout(PATIENCE_MS);
    return connection;
  }

  /** Takes a connection, sends the bytes and closes it. */
  void send(byte[] bytes) throws IOException {
    try (Socket connection = accept()) {
      connection.getOutputStream().write(bytes);
    }
  }

  void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Waits a while for a connection that is not expected. */
  void expectNoConnection(Duration wait) throws IOException {
    server.setSoTimeout(Math.toIntExact(wait.toMillis()));
    try (Socket connection = server.accept()) {
      throw new AssertionError("a connection came from " + connection.getRemoteSocketAddress());
    } catch (SocketTimeoutException expected) {
      server.setSoTimeout(PATIENCE_MS);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
