package dev.sluice.zeromq.it;

import dev.sluice.broker.FreePort;
import dev.sluice.containers.Containers;
import dev.sluice.containers.FixedPortContainer;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.wait.strategy.Wait;

/** A program in Python in a container, which speaks by libzmq. Confined to the test's thread. */
final class LibzmqPeer implements Closeable {
  private static final int CONTAINER_PORT = 5555;

  private final int port;
  private final FixedPortContainer container;

  private LibzmqPeer(int port, FixedPortContainer container) {
    this.port = port;
    this.container = container;
  }

  /**
   * Starts a script of the image.
   *
   * @param command its name and arguments
   */
  static LibzmqPeer start(Map<String, String> environment, List<String> command)
      throws IOException {
    int port = FreePort.any();
    FixedPortContainer container =
        new FixedPortContainer(Containers.image("libzmq"), port, CONTAINER_PORT)
            .withEnv(environment)
            .withCommand(command.toArray(new String[0]))
            .waitingFor(Wait.forLogMessage("ready\\n", 1));
    container.start();
    return new LibzmqPeer(port, container);
  }

  /** Where it is bound. */
  String address() {
    return "tcp://127.0.0.1:" + port;
  }

  /** What it has said so far. */
  String log() {
    return container.getLogs();
  }

  @Override
  public void close() {
    container.stop();
  }
}
