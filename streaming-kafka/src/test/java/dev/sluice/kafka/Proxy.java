package dev.sluice.kafka;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Forwards connections to a port of the loopback address, and can be cut: then what is connected
 * breaks, and whoever connects is disconnected. Thread-safe: guarded by its monitor; daemon threads
 * accept and forward.
 */
final class Proxy implements Closeable {
  private static final int BUFFER = 16 * 1024;

  private final ServerSocket server;
  private final int target;
  private final Set<Socket> clients = new HashSet<>();
  private final Set<Socket> open = new HashSet<>();
  private final AtomicLong sent = new AtomicLong();
  private boolean cut;

  Proxy(int target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    startDaemon(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** How many clients are connected. */
  synchronized int connections() {
    return clients.size();
  }

  /** How many bytes clients were sent so far. */
  long sent() {
    return sent.get();
  }

  synchronized void cut() throws IOException {
    cut = true;
    for (Socket socket : Set.copyOf(open)) {
      end(socket);
    }
  }

  synchronized void restore() {
    cut = false;
  }

  private static void startDaemon(Runnable action) {
    Thread thread = new Thread(action, "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        connect(server.accept());
      }
    } catch (IOException failure) {
      if (!server.isClosed()) {
        throw new UncheckedIOException("Cannot accept connections", failure);
      }
    }
  }

  private synchronized void connect(Socket client) throws IOException {
    if (cut) {
      client.close();
      return;
    }
    Socket broker = new Socket(InetAddress.getLoopbackAddress(), target);
    client.setTcpNoDelay(true);
    broker.setTcpNoDelay(true);
    clients.add(client);
    open.add(client);
    open.add(broker);
    startDaemon(() -> forward(client, broker, new AtomicLong()));
    startDaemon(() -> forward(broker, client, sent));
  }

  private void forward(Socket from, Socket to, AtomicLong count) {
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
        count.addAndGet(n);
      }
    } catch (IOException broken) {
      endQuietly(from);
    }
    endQuietly(from);
    endQuietly(to);
  }

  private void endQuietly(Socket socket) {
    try {
      end(socket);
    } catch (IOException failure) {
      throw new UncheckedIOException("Cannot close a connection", failure);
    }
  }

  private synchronized void end(Socket socket) throws IOException {
    clients.remove(socket);
    open.remove(socket);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
  }
}
