package dev.sluice.flume.agent;

import dev.sluice.broker.BrokerProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flume.node.Application;
import org.apache.flume.node.FileConfigurationSource;
import org.apache.flume.node.UriConfigurationProvider;

/** The process of a {@link FlumeAgent}. Confined to the main thread. */
final class AgentMain implements BrokerProgram {
  private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(20);

  private final URI configuration;
  private final List<Integer> ports;
  private final Application application = new Application();

  private AgentMain(URI configuration, List<Integer> ports) {
    this.configuration = configuration;
    this.ports = ports;
  }

  /**
   * Runs until the standard input ends.
   *
   * @param args a file with the configuration, the port for figures, then those on which the agent
   *     listens when it is ready
   */
  public static void main(String[] args) {
    System.setProperty("flume.monitoring.type", "http");
    System.setProperty("flume.monitoring.port", args[1]);
    List<Integer> ports = Arrays.stream(args).skip(1).map(Integer::valueOf).toList();
    BrokerProgram.run(new AgentMain(Path.of(args[0]).toUri(), ports));
  }

  @Override
  public void start() {
    application.handleConfigurationEvent(
        new UriConfigurationProvider(
                FlumeAgent.NAME,
                List.of(new FileConfigurationSource(configuration)),
                null, // no backup
                null, // not watched
                0)
            .getConfiguration());
    application.start();
    ports.forEach(AgentMain::awaitListener);
  }

  private static void awaitListener(int port) {
    while (!isListening(port)) {
      LockSupport.parkNanos(PAUSE_NS);
    }
  }

  private static boolean isListening(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void stop() {
    application.stop();
  }
}
