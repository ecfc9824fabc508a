package dev.sluice.benchmarks.harness;

import dev.sluice.benchmarks.corpus.Corpus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * The main class of the process that sends lines over TCP: it listens on loopback, takes one
 * connection, and sends as many lines as it is told to on its standard input, as fast as they are
 * taken.
 */
public final class Sender {
  static final String PORT = "port ";
  static final String CONNECTED = "connected";
  static final String SEND = "send ";

  private static final int BLOCK = 1 << 16;
  private static final int SOCKET_BUFFER = 1 << 20;
  private static final long HEARTBEAT_MS = 10;

  private final byte[] lines;
  private final boolean heartbeat;
  private final BufferedReader commands;

  private Sender(byte[] lines, boolean heartbeat, BufferedReader commands) {
    this.lines = lines;
    this.heartbeat = heartbeat;
    this.commands = commands;
  }

  /**
   * Arguments: lines of the corpus, its seed, whether to send an empty line now and then while
   * idle.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Corpus corpus = new Corpus(Integer.parseInt(arguments[0]), Long.parseLong(arguments[1]));
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    Sender sender = new Sender(bytes(corpus), Boolean.parseBoolean(arguments[2]), commands);
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      System.out.println(PORT + server.getLocalPort());
      try (Socket socket = server.accept()) {
        System.out.println(CONNECTED);
        socket.setSendBufferSize(SOCKET_BUFFER);
        sender.serve(socket.getOutputStream());
      } catch (SocketException e) {
        // The reader has gone: the run is over.
        System.err.println("The reader has closed the connection: " + e.getMessage());
      }
    }
  }

  private static byte[] bytes(Corpus corpus) {
    return String.join("\n", corpus.lines()).concat("\n").getBytes(StandardCharsets.US_ASCII);
  }

  private void serve(OutputStream out) throws IOException, InterruptedException {
    while (true) {
      while (heartbeat && !commands.ready()) {
        out.write('\n');
        TimeUnit.MILLISECONDS.sleep(HEARTBEAT_MS);
      }
      String command = commands.readLine();
      if (command == null) {
        return;
      }
      send(out, Long.parseLong(command.substring(SEND.length())));
    }
  }

  /** Always whole cycles, so that each time begins with the first line. */
  private void send(OutputStream out, long n) throws IOException {
    long left = n * (Corpus.LINE + 1);
    int at = 0;
    while (left > 0) {
      int length = (int) Math.min(Math.min(BLOCK, left), lines.length - at);
      out.write(lines, at, length);
      at = (at + length) % lines.length;
      left -= length;
    }
    out.flush();
  }
}
