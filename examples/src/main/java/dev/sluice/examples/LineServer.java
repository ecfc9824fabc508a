package dev.sluice.examples;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Sends a small text, line by line and over and over, to whoever connects; only programs on the
 * same machine can. Thread-safe: one daemon thread accepts, one serves each client, all end with
 * {@link #close}.
 */
final class LineServer implements AutoCloseable {
  /** How many lines a client gets, about. */
  static final int LINES_PER_SECOND = 20;

  private static final long PAUSE_MS = 1_000 / LINES_PER_SECOND;
  private static final int BACKLOG = 10;

  private final ServerSocket socket;
  private final CountDownLatch closed = new CountDownLatch(1);

  private LineServer(ServerSocket socket) {
    this.socket = socket;
  }

  /** A server on a free port. */
  static LineServer start() throws IOException {
    ServerSocket socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    LineServer server = new LineServer(socket);
    startDaemon("line-server", server::accept);
    return server;
  }

  String host() {
    return socket.getInetAddress().getHostAddress();
  }

  int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        startDaemon("line-server-client", () -> serve(client));
      } catch (IOException e) {
        if (!socket.isClosed()) {
          throw new UncheckedIOException("Cannot accept clients", e);
        }
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        OutputStream out = client.getOutputStream()) {
      long n = 0;
      do {
        out.write((SampleText.line(n++) + "\n").getBytes(StandardCharsets.UTF_8));
      } while (!closed.await(PAUSE_MS, TimeUnit.MILLISECONDS));
    } catch (IOException clientIsGone) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void startDaemon(String name, Runnable action) {
    Thread thread = new Thread(action, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Ends the server and hangs up on its clients. */
  @Override
  public void close() throws IOException {
    closed.countDown();
    socket.close();
  }
}
