package dev.sluice.testkit.receiver;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Serves lines on the loopback address. While it is cut, whoever connects is disconnected at once.
 * Thread-safe: its monitor guards the connections; daemon threads accept, read and write, the
 * latter two for each connection.
 */
abstract class LoopbackServer implements Closeable {
  private static final int SMALL_BUFFER = 32 * 1024;
  private static final int AT_A_TIME = 8 * 1024;

  private final ServerSocket server;
  private final List<Connection> connections = new ArrayList<>();
  private boolean cut;

  LoopbackServer() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    startDaemon(this::accept);
  }

  /** A line came. Called under the monitor. */
  abstract void heard(Connection from, String line);

  /** Nothing comes or goes any more. Called under the monitor. */
  abstract void left(Connection gone);

  /** The next line to send, or null if there is none now. Called under the monitor. */
  abstract String next(Connection to);

  private static void startDaemon(Runnable action) {
    Thread thread = new Thread(action, "loopback-server");
    thread.setDaemon(true);
    thread.start();
  }

  final int port() {
    return server.getLocalPort();
  }

  final synchronized int openConnections() {
    return connections.size();
  }

  final synchronized void cutAll() {
    cut = true;
    List.copyOf(connections).forEach(this::end);
  }

  final synchronized void uncut() {
    cut = false;
  }

  @Override
  public final synchronized void close() throws IOException {
    server.close();
    cutAll();
  }

  private void accept() {
    try {
      while (true) {
        add(server.accept());
      }
    } catch (IOException failure) {
      if (!server.isClosed()) {
        throw new UncheckedIOException("Cannot accept connections", failure);
      }
    }
  }

  private synchronized void add(Socket socket) throws IOException {
    if (cut) {
      socket.close();
      return;
    }
    socket.setTcpNoDelay(true);
    socket.setSendBufferSize(SMALL_BUFFER);
    Connection connection = new Connection(socket);
    connections.add(connection);
    startDaemon(() -> read(connection));
    startDaemon(() -> write(connection));
  }

  private void read(Connection connection) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(connection.socket.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        pass(connection, line);
      }
    } catch (IOException broken) {
      end(connection);
    }
    end(connection);
  }

  private synchronized void pass(Connection connection, String line) {
    if (connections.contains(connection)) {
      heard(connection, line);
      notifyAll();
    }
  }

  private void write(Connection connection) {
    try {
      for (String some = await(connection); some != null; some = await(connection)) {
        connection.socket.getOutputStream().write(some.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException broken) {
      end(connection);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized String await(Connection connection) throws InterruptedException {
    while (connections.contains(connection)) {
      StringBuilder lines = new StringBuilder();
      String line = next(connection);
      while (line != null) {
        lines.append(line).append('\n');
        line = lines.length() < AT_A_TIME ? next(connection) : null;
      }
      if (!lines.isEmpty()) {
        return lines.toString();
      }
      wait();
    }
    return null;
  }

  private synchronized void end(Connection connection) {
    if (connections.remove(connection)) {
      try {
        connection.socket.close();
      } catch (IOException failure) {
        throw new UncheckedIOException("Cannot close a connection", failure);
      }
      left(connection);
      notifyAll();
    }
  }

  /** A client. */
  static final class Connection {
    private final Socket socket;

    private Connection(Socket socket) {
      this.socket = socket;
    }
  }
}
