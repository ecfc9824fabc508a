package dev.sluice.recovery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Sends lines of a connection's number and the numbers from 0 on, some at a time, to whoever
 * connects; sends more when it hears which is the last that was stored. Thread-safe: a daemon
 * thread accepts and one serves each client, the maps are concurrent.
 */
final class NumberServer implements AutoCloseable {
  static final int AT_A_TIME = 20;

  private final ServerSocket socket;
  private final Map<Integer, Long> acknowledged = new ConcurrentSkipListMap<>();
  private final Map<Integer, Socket> clients = new ConcurrentHashMap<>();
  private volatile boolean ending;

  private NumberServer(ServerSocket socket) {
    this.socket = socket;
  }

  static NumberServer start() throws IOException {
    NumberServer server =
        new NumberServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    startDaemon(server::accept);
    return server;
  }

  private static void startDaemon(Runnable action) {
    Thread thread = new Thread(action, "number-server");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    for (int connection = 1; !socket.isClosed(); connection++) {
      try {
        Socket client = socket.accept();
        clients.put(connection, client);
        int number = connection;
        startDaemon(() -> serve(client, number));
      } catch (IOException e) {
        if (!socket.isClosed()) {
          throw new UncheckedIOException("Cannot accept clients", e);
        }
      }
    }
  }

  private void serve(Socket client, int connection) {
    try (client;
        OutputStream out = client.getOutputStream();
        BufferedReader answers =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
      String answer;
      long next = 0;
      do {
        StringBuilder lines = new StringBuilder();
        for (int line = 0; line < AT_A_TIME; line++) {
          lines.append(connection).append(' ').append(next++).append('\n');
        }
        out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
        answer = answers.readLine();
        if (answer != null) {
          acknowledged.put(connection, Long.parseLong(answer));
        }
      } while (answer != null && !ending);
    } catch (IOException clientIsGone) {
      return;
    }
  }

  /** Sends nothing more: ends each connection after what is under way. */
  void end() {
    ending = true;
  }

  /** The last number that was stored, for each connection that has stored any. */
  Map<Integer, Long> acknowledged() {
    return Map.copyOf(acknowledged);
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket client : clients.values()) {
      client.close();
    }
  }
}
