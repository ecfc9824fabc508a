package dev.sluice.flume;

import dev.sluice.broker.FreePort;
import dev.sluice.flume.FlumeProgram.Gate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A program that listens for agents on a port of its own. Confined to the test's thread. */
abstract class Listening {
  static final List<FlumeEvent> SOME = Events.numbered(0, 3);

  private int port;
  private FlumeProgram program;

  @BeforeEach
  void choosePort() throws IOException {
    port = FreePort.any();
  }

  @AfterEach
  void stop() {
    program.close();
  }

  final int port() {
    return port;
  }

  final FlumeProgram program() {
    return program;
  }

  final void start() {
    start(options -> options);
  }

  final void start(UnaryOperator<FlumeOptions> change) {
    start(change, Map.of(), Gate.OPEN);
  }

  final void start(UnaryOperator<FlumeOptions> change, Map<String, String> settings, Gate gate) {
    FlumeOptions options = change.apply(FlumeOptions.listeningOn(port));
    program =
        FlumeProgram.start(settings, context -> FlumeUtils.createStream(context, options), gate);
    FlumeProgram.eventually(this::isListening);
  }

  private boolean isListening() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }
}
