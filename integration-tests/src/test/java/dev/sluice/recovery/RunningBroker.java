package dev.sluice.recovery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/** A {@link Broker} in its process, and a connection to ask it. Confined to the test's thread. */
final class RunningBroker implements AutoCloseable {
  private final ChildProcess process;
  private final int port;
  private final Socket socket;
  private final BufferedReader answers;

  private RunningBroker(ChildProcess process, int port, Socket socket) throws IOException {
    this.process = process;
    this.port = port;
    this.socket = socket;
    this.answers =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  static RunningBroker start(Path log, long seed) throws IOException {
    ChildProcess process = ChildProcess.start(Broker.class, log, List.of(Long.toString(seed)));
    int port = Integer.parseInt(process.awaitLine());
    return new RunningBroker(process, port, new Socket(InetAddress.getLoopbackAddress(), port));
  }

  int port() {
    return port;
  }

  private String ask(String question) throws IOException {
    socket.getOutputStream().write((question + "\n").getBytes(StandardCharsets.UTF_8));
    return answers.readLine();
  }

  /** Has it produce no more. */
  void end() throws IOException {
    ask("end");
  }

  int produced() throws IOException {
    return Integer.parseInt(ask("produced"));
  }

  int acknowledged() throws IOException {
    return Integer.parseInt(ask("acknowledged"));
  }

  /** How many messages were sent, those that were sent again counted again. */
  long sent() throws IOException {
    return Long.parseLong(ask("sent"));
  }

  /** Those that were acknowledged. */
  BitSet acknowledgedIds() throws IOException {
    BitSet ids = new BitSet();
    Stream.of(ask("ids").split(" ")).mapToInt(Integer::parseInt).forEach(ids::set);
    return ids;
  }

  @Override
  public void close() throws IOException {
    socket.close();
    process.close();
  }
}
