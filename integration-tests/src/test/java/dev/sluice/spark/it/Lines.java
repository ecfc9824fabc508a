package dev.sluice.spark.it;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends lines to one receiver at a time. Confined to the test's thread. */
final class Lines implements Closeable {
  private static final int PATIENCE_MS = 120_000;

  private final ServerSocket server;
  private Socket receiver = new Socket();

  Lines() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    server.setSoTimeout(PATIENCE_MS);
  }

  String port() {
    return "" + server.getLocalPort();
  }

  /** Waits for the next receiver. */
  void awaitReceiver() throws IOException {
    receiver.close();
    receiver = server.accept();
  }

  /** Sends a line many times. */
  void send(String line, int times) throws IOException {
    receiver.getOutputStream().write((line + "\n").repeat(times).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    receiver.close();
    server.close();
  }
}
