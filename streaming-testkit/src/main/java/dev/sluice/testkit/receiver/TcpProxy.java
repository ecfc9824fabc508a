package dev.sluice.testkit.receiver;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between a client and a server of the loopback address, so that a test can cut their
 * connections, keep new ones from coming about, and see what went through. It listens from its
 * construction until {@link #close}. Either side that ends a connection ends it for both.
 * Thread-safe: guarded by its monitor; daemon threads accept and forward.
 */
public final class TcpProxy implements Closeable {
  private static final int BACKLOG = 50;
  private static final int BUFFER = 16 * 1024;

  private final ServerSocket listener;
  private final int target;
  private final Set<Socket> clients = new HashSet<>();
  private final Set<Socket> open = new HashSet<>();
  private final AtomicLong sent = new AtomicLong();
  private final Thread accepting;
  private boolean cut;

  /**
   * Listens on a free port of the loopback address. Nobody has to listen on the target yet: a
   * client that comes earlier is disconnected.
   *
   * @param targetPort of the loopback address, to which clients are connected
   */
  public TcpProxy(int targetPort) throws IOException {
    this.target = targetPort;
    this.listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    this.accepting = startDaemon(this::accept);
  }

  /** The port for clients, on the loopback address. */
  public int port() {
    return listener.getLocalPort();
  }

  /** How many clients are connected. */
  public synchronized int connections() {
    return clients.size();
  }

  /** How many bytes clients were sent so far. */
  public long sent() {
    return sent.get();
  }

  /** Breaks all connections, and disconnects whoever connects before {@link #restore}. */
  public synchronized void cut() throws IOException {
    cut = true;
    for (Socket socket : Set.copyOf(open)) {
      end(socket);
    }
  }

  /** Lets clients connect again. */
  public synchronized void restore() {
    cut = false;
  }

  private static Thread startDaemon(Runnable action) {
    Thread thread = new Thread(action, "tcp-proxy");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void accept() {
    try {
      while (true) {
        connect(listener.accept());
      }
    } catch (IOException failure) {
      if (!listener.isClosed()) {
        throw new UncheckedIOException("Cannot accept connections", failure);
      }
    }
  }

  /** A connection that breaks while it comes about is that of one client; others still can. */
  private void connect(Socket client) {
    Socket server = new Socket();
    try {
      connect(client, server);
    } catch (IOException broken) {
      endBoth(client, server);
    }
  }

  private synchronized void connect(Socket client, Socket server) throws IOException {
    if (cut) {
      client.close();
      server.close();
      return;
    }
    server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    clients.add(client);
    open.add(client);
    open.add(server);
    Thread unused = startDaemon(() -> forward(client, server, new AtomicLong()));
    unused = startDaemon(() -> forward(server, client, sent));
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
      endBoth(from, to);
    }
    endBoth(from, to);
  }

  private void endBoth(Socket one, Socket other) {
    try {
      end(one);
      end(other);
    } catch (IOException failure) {
      throw new UncheckedIOException("Cannot close a connection", failure);
    }
  }

  private synchronized void end(Socket socket) throws IOException {
    clients.remove(socket);
    open.remove(socket);
    socket.close();
  }

  /** Breaks all connections and listens no more: when this returns, nobody can connect. */
  @Override
  public void close() throws IOException {
    listener.close();
    cut();
    try {
      // The system listens until whoever waits for a client has heard of the end.
      accepting.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
