package dev.sluice.source;

import dev.sluice.receiver.ReceiverStoppedException;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a receiver and the daemon thread that reads it. However the connection ends,
 * the receiver is asked to restart, unless this was closed.
 *
 * <p>Thread-safe: its monitor guards the socket and whether this is closed.
 */
final class SocketReader implements Closeable {
  private final SocketReceiver<?> receiver;
  private final SocketTarget target;
  private final Thread thread;
  private @Nullable Socket socket;
  private boolean closed;

  private SocketReader(
      SocketReceiver<?> receiver, SocketTarget target, @Nullable Thread predecessor) {
    this.receiver = receiver;
    this.target = target;
    thread = new Thread(() -> run(predecessor), "sluice-socket-" + receiver.streamId());
    thread.setDaemon(true);
  }

  /** Starts to read, as soon as the thread of the closed reader before this one has ended. */
  static SocketReader start(
      SocketReceiver<?> receiver, SocketTarget target, @Nullable SocketReader predecessor) {
    SocketReader reader =
        new SocketReader(receiver, target, predecessor == null ? null : predecessor.thread);
    reader.thread.start();
    return reader;
  }

  /** Has the thread end: closes the connection and interrupts. Idempotent. */
  @Override
  public void close() {
    Socket open;
    synchronized (this) {
      closed = true;
      open = socket;
    }
    thread.interrupt();
    if (open != null) {
      closeAnyhow(open);
    }
  }

  private void run(@Nullable Thread predecessor) {
    try {
      if (predecessor != null) {
        awaitEnd(predecessor);
      }
      read();
      restart(target + " closed the connection", null);
    } catch (ReceiverStoppedException stopped) {
      close();
    } catch (CannotConnectException refused) {
      restart("Cannot connect to " + target + ": " + refused.getMessage(), refused.getCause());
    } catch (Throwable failure) {
      restart("Cannot read from " + target, failure);
    }
  }

  /** An interrupt does not end the wait, lest a successor of this find the predecessor reading. */
  private static void awaitEnd(Thread predecessor) {
    boolean interrupted = false;
    while (predecessor.isAlive()) {
      try {
        predecessor.join();
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() throws Exception {
    try (Socket connection = openSocket()) {
      connect(connection);
      receiver.receive(connection.getInputStream());
    }
  }

  private synchronized Socket openSocket() throws CannotConnectException {
    if (closed) {
      throw new CannotConnectException(new IOException("closed"));
    }
    socket = new Socket();
    return socket;
  }

  private void connect(Socket connection) throws CannotConnectException {
    try {
      InetSocketAddress address = new InetSocketAddress(target.host(), target.port());
      if (address.isUnresolved()) {
        throw new UnknownHostException("unknown host " + target.host());
      }
      connection.setKeepAlive(true);
      connection.connect(address, Math.toIntExact(target.connectTimeout().toMillis()));
    } catch (IOException e) {
      throw new CannotConnectException(e);
    }
  }

  /** Atomic with closing, so that a reader that was replaced does not restart its successor. */
  private synchronized void restart(String message, @Nullable Throwable error) {
    if (!closed) {
      closed = true;
      receiver.restart(message, error);
    }
  }

  private void closeAnyhow(Socket open) {
    try {
      open.close();
    } catch (IOException failure) {
      receiver.reportError("Cannot close the connection to " + target, failure);
    }
  }

  /** Connecting failed for its cause. */
  private static final class CannotConnectException extends Exception {
    private static final long serialVersionUID = 1L;

    CannotConnectException(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }
}
