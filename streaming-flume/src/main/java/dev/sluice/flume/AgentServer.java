package dev.sluice.flume;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Listens for agents in one attempt of a receiver. Thread-safe: its monitor guards the connections.
 */
final class AgentServer {
  private static final int BACKLOG = 50;
  private static final long STOP_MS = 2_000;

  private final FlumeReceiver receiver;
  private final FlumeOptions options;
  private final ServerSocket listening;
  private final Thread accepting;
  private final Set<AgentConnection> connections = new HashSet<>();
  private boolean stopped;

  private AgentServer(FlumeReceiver receiver, FlumeOptions options, ServerSocket listening) {
    this.receiver = receiver;
    this.options = options;
    this.listening = listening;
    this.accepting = new Thread(this::accept, "flume-accept-" + receiver.streamId());
  }

  /**
   * Listens.
   *
   * @throws IOException if that is not possible, as the port is taken for instance
   */
  static AgentServer start(FlumeReceiver receiver, FlumeOptions options) throws IOException {
    FlumeTls tls = options.tls();
    ServerSocket socket = tls == null ? new ServerSocket() : tls.newServerSocket();
    InetSocketAddress address = new InetSocketAddress(options.host(), options.port());
    try {
      socket.setReuseAddress(true);
      socket.bind(address, BACKLOG);
    } catch (IOException e) {
      socket.close();
      throw new IOException("Cannot listen for Flume on " + address, e);
    }
    AgentServer server = new AgentServer(receiver, options, socket);
    server.accepting.start();
    return server;
  }

  private void accept() {
    try {
      while (true) {
        admit(listening.accept());
      }
    } catch (IOException failure) {
      if (!isStopped()) {
        receiver.restart("Cannot accept connections of Flume", failure);
      }
    }
  }

  private synchronized boolean isStopped() {
    return stopped;
  }

  private void admit(Socket socket) throws IOException {
    InetAddress from = socket.getInetAddress();
    if (!options.allowed().allows(from)) {
      socket.close();
      receiver
          .complaints()
          .add(
              "connections from addresses that are not allowed",
              "Refused a connection: found the address %s, expected one of %s"
                  .formatted(from.getHostAddress(), options.allowed().entries()),
              null);
    } else if (!add(socket)) {
      socket.close();
      receiver
          .complaints()
          .add(
              "connections above the limit",
              "Refused a connection of %s: found %d others, expected fewer (withMaxConnections)"
                  .formatted(from.getHostAddress(), options.maxConnections()),
              null);
    }
  }

  private synchronized boolean add(Socket socket) throws IOException {
    if (stopped) {
      socket.close();
      return true;
    }
    if (connections.size() >= options.maxConnections()) {
      return false;
    }
    AgentConnection connection = new AgentConnection(socket, receiver, options, this::forget);
    connections.add(connection);
    connection.start();
    return true;
  }

  private synchronized void forget(AgentConnection ended) {
    connections.remove(ended);
  }

  /** Ends all threads and connections, and waits for that; what can be answered is. */
  void stop() throws IOException, InterruptedException {
    List<AgentConnection> ending = end();
    accepting.join();
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_MS);
    for (AgentConnection connection : ending) {
      long leftMs = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      connection.join(Math.max(1, leftMs));
    }
  }

  private synchronized List<AgentConnection> end() throws IOException {
    stopped = true;
    listening.close();
    for (AgentConnection connection : connections) {
      connection.stop();
    }
    return new ArrayList<>(connections);
  }
}
