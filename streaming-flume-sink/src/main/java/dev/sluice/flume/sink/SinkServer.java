package dev.sluice.flume.sink;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flume.Channel;
import org.apache.flume.instrumentation.SinkCounter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for receivers and gives each a thread. Thread-safe: its monitor guards the connections.
 */
final class SinkServer {
  private static final Logger LOG = LoggerFactory.getLogger(SinkServer.class);
  private static final int BACKLOG = 50;
  private static final long STOP_MS = 10_000;

  private final String name;
  private final ServerSocket server;
  private final Channel channel;
  private final SinkSettings settings;
  private final SinkCounter counter;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Map<Thread, SinkConnection> connections = new HashMap<>();
  private final Thread accepting;

  private SinkServer(
      String name,
      ServerSocket server,
      Channel channel,
      SinkSettings settings,
      SinkCounter counter) {
    this.name = name;
    this.server = server;
    this.channel = channel;
    this.settings = settings;
    this.counter = counter;
    this.accepting = new Thread(this::accept, name + "-accept");
  }

  /**
   * Listens.
   *
   * @throws IOException if it cannot, as the port is taken for instance
   */
  static SinkServer start(String name, Channel channel, SinkSettings settings, SinkCounter counter)
      throws IOException {
    SinkTls tls = settings.tls();
    ServerSocket socket = tls == null ? new ServerSocket() : tls.newServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(settings.address(), BACKLOG);
    } catch (IOException e) {
      socket.close();
      throw new IOException("Cannot listen on " + settings.address(), e);
    }
    SinkServer server = new SinkServer(name, socket, channel, settings, counter);
    server.accepting.start();
    return server;
  }

  /** The port. */
  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (stopping.getCount() > 0) {
      try {
        admit(server.accept());
      } catch (IOException failure) {
        if (!server.isClosed()) {
          LOG.error("Cannot accept a connection of a receiver, trying on", failure);
          pause();
        }
      }
    }
  }

  private void pause() {
    try {
      boolean unused = stopping.await(settings.backoffMs(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void admit(Socket socket) throws IOException {
    InetAddress from = socket.getInetAddress();
    if (!settings.allowed().allows(from)) {
      refuse(socket, "its address is not one of allowedAddresses");
    } else if (connections.size() >= settings.threads()) {
      refuse(socket, "found " + connections.size() + " connections, which is what threads allows");
    } else if (stopping.getCount() == 0) {
      socket.close();
    } else {
      SinkConnection connection = new SinkConnection(socket, channel, settings, counter, stopping);
      Thread thread = new Thread(() -> serve(connection, from), name + "-" + from.getHostAddress());
      connections.put(thread, connection);
      counter.incrementConnectionCreatedCount();
      thread.start();
    }
  }

  private void refuse(Socket socket, String why) throws IOException {
    LOG.warn("Refused the connection of {}: {}", socket.getRemoteSocketAddress(), why);
    counter.incrementConnectionFailedCount();
    socket.close();
  }

  private void serve(SinkConnection connection, InetAddress from) {
    try {
      connection.serve();
    } catch (IOException | RuntimeException failure) {
      if (stopping.getCount() > 0) {
        counter.incrementConnectionFailedCount();
        LOG.warn(
            "Lost the receiver at {}; a batch that it had is put back: {}",
            from,
            failure.toString());
      }
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    } finally {
      counter.incrementConnectionClosedCount();
      forget();
    }
  }

  private synchronized void forget() {
    connections.remove(Thread.currentThread());
  }

  /**
   * Ends all connections, and waits until what was not taken off the channel is put back; without
   * effect if that is done.
   */
  void stop() throws IOException, InterruptedException {
    List<Thread> threads = end();
    threads.add(accepting);
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_MS);
    for (Thread thread : threads) {
      long leftMs = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      thread.join(Math.max(1, leftMs));
    }
  }

  private synchronized List<Thread> end() throws IOException {
    stopping.countDown();
    server.close();
    // No interrupt: it would close a file that a channel is just writing to.
    for (SinkConnection connection : connections.values()) {
      connection.close();
    }
    return new ArrayList<>(connections.keySet());
  }
}
