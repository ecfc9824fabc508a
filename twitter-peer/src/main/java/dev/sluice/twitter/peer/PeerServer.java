package dev.sluice.twitter.peer;

import dev.sluice.broker.BrokerProgram;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;

/**
 * Serves the service and its control by HTTP/1.1 on the loopback address. Thread-safe: immutable
 * but for the service; a daemon thread for each connection.
 */
final class PeerServer implements BrokerProgram {
  private static final int BACKLOG = 100;

  private final ServerSocket listener;
  private final int port;
  private final Service service = new Service();
  private final Control control = new Control(service);

  private PeerServer(ServerSocket listener, int port) {
    this.listener = listener;
    this.port = port;
  }

  /** Runs in a process of its own; the argument is the port. */
  public static void main(String[] args) throws IOException {
    BrokerProgram.run(new PeerServer(new ServerSocket(), Integer.parseInt(args[0])));
  }

  @Override
  public void start() throws IOException {
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    startDaemon(this::accept);
  }

  @Override
  public void stop() throws IOException {
    listener.close();
  }

  private static void startDaemon(Runnable action) {
    Thread thread = new Thread(action, "peer");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        startDaemon(() -> serve(client));
      }
    } catch (IOException failure) {
      if (!listener.isClosed()) {
        throw new UncheckedIOException("Cannot accept connections", failure);
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        InputStream in = new BufferedInputStream(client.getInputStream());
        OutputStream out = new BufferedOutputStream(client.getOutputStream())) {
      client.setTcpNoDelay(true);
      boolean goesOn = true;
      while (goesOn) {
        Request request = Request.read(in);
        goesOn = request != null && answer(request, in, out);
      }
    } catch (IOException gone) {
      // The client has ended the connection, as it may.
      return;
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the connection goes on. */
  private boolean answer(Request request, InputStream in, OutputStream out)
      throws IOException, InterruptedException {
    if (request.path().startsWith(Control.PATH)) {
      control.run(request).write(out);
      return true;
    }
    Optional<Answer> answer = service.serve(request, in, out);
    if (answer.isPresent()) {
      answer.get().write(out);
    }
    return answer.isPresent();
  }
}
