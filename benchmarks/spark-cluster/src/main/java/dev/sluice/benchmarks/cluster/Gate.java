package dev.sluice.benchmarks.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Holds a receiver, in whatever process it runs, until the driver lets it go. Confined to the
 * driver's thread.
 */
final class Gate implements AutoCloseable {
  private static final int PATIENCE_MS = 120_000;

  private final ServerSocket server;

  Gate() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    server.setSoTimeout(PATIENCE_MS);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Waits for a receiver and lets it go; answers with when that was, in nanoseconds. */
  long open() throws IOException {
    try (Socket receiver = server.accept()) {
      long now = System.nanoTime();
      receiver.getOutputStream().write(1);
      return now;
    }
  }

  /** Waits, in the receiver's process, until the driver lets it go. */
  static void pass(int port) throws IOException {
    Load.corpus();
    try (Socket driver = new Socket(InetAddress.getLoopbackAddress(), port)) {
      if (driver.getInputStream().read() < 0) {
        throw new IOException("Cannot begin to receive: the driver is gone");
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
