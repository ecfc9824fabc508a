package dev.sluice.flume.it;

import static org.awaitility.Awaitility.await;

import dev.sluice.broker.FreePort;
import dev.sluice.containers.BrokerContainer;
import dev.sluice.containers.Containers;
import dev.sluice.flume.agent.AgentConfiguration;
import dev.sluice.flume.agent.FlumeAgent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.utility.DockerImageName;

/**
 * An agent in a container, on the network of this machine: it also connects to programs that run
 * outside.
 */
final class ContainerAgent extends BrokerContainer implements AgentUnderTest {
  private static final Duration START = Duration.ofMinutes(2);
  private static final String DIRECTORY = "/tmp/flume";

  private final int source;
  private final List<Integer> listening;
  private final String configuration;

  private ContainerAgent(int source, List<Integer> listening, String configuration) {
    this.source = source;
    this.listening = listening;
    this.configuration = configuration;
  }

  /** One with a file channel and a sink for a route by a port. */
  static ContainerAgent start(FlumeRoute route, int port) throws IOException {
    int source = FreePort.any();
    String configuration =
        route.sink(AgentConfiguration.ofPosts(source).withFileChannel(), port).text();
    ContainerAgent agent =
        new ContainerAgent(
            source,
            route.isPolled() ? List.of(source, port) : List.of(source),
            configuration.replace(FlumeAgent.DIRECTORY, DIRECTORY));
    agent.start();
    return agent;
  }

  @Override
  protected GenericContainer<?> newContainer() {
    String image = Containers.image("flume");
    return new GenericContainer<>(DockerImageName.parse(image))
        .withImagePullPolicy(Containers.pullPolicy(image))
        .withNetworkMode("host")
        .withEnv("FLUME_CONFIGURATION", configuration)
        .waitingFor(
            new AbstractWaitStrategy() {
              @Override
              protected void waitUntilReady() {
                awaitServing();
              }
            });
  }

  @Override
  protected void awaitServing() {
    await().atMost(START).until(() -> listening.stream().allMatch(ContainerAgent::isListening));
  }

  private static boolean isListening(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public int source() {
    return source;
  }

  @Override
  public String address() {
    return "127.0.0.1:" + source;
  }
}
