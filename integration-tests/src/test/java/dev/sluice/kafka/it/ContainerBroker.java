package dev.sluice.kafka.it;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import org.testcontainers.DockerClientFactory;

/** A broker in a container, which can also be paused and lose its data. */
public final class ContainerBroker implements BreakableBroker {
  private final int port;
  private FixedPortKafka container;

  private ContainerBroker(int port, FixedPortKafka container) {
    this.port = port;
    this.container = container;
  }

  static ContainerBroker start() throws IOException {
    int port = Containers.freePort();
    return started(new FixedPortKafka(image(), port), port);
  }

  /** A broker that also has another port, as which clients are told that of a proxy. */
  public static ContainerBroker startBehind(int proxyPort, int otherPort) throws IOException {
    int port = Containers.freePort();
    return started(new FixedPortKafka(image(), port).behind(proxyPort, otherPort), port);
  }

  /** A port on which nobody listens now. */
  public static int freePort() throws IOException {
    return Containers.freePort();
  }

  private static ContainerBroker started(FixedPortKafka container, int port) {
    container.start();
    return new ContainerBroker(port, container);
  }

  private static String image() {
    return Containers.image("kafka", "apache/kafka:" + version());
  }

  private static String version() {
    String version = System.getProperty("sluice.kafka.version");
    if (version == null) {
      throw new IllegalStateException(
          "Cannot tell the image of Kafka: found no property sluice.kafka.version, which Maven sets");
    }
    return version;
  }

  @Override
  public String address() {
    return container.getHost() + ":" + port;
  }

  /** Has all its processes stand still. */
  void pause() {
    client().pauseContainerCmd(container.getContainerId()).exec();
  }

  /** Has them go on. */
  void unpause() {
    client().unpauseContainerCmd(container.getContainerId()).exec();
  }

  @Override
  public void kill() {
    client().killContainerCmd(container.getContainerId()).exec();
  }

  @Override
  public void restart() {
    client().startContainerCmd(container.getContainerId()).exec();
    try (Topics topics = Topics.at(address())) {
      topics.awaitBroker();
    }
  }

  /** Replaces it by one without data. */
  void wipe() {
    container.stop();
    container = new FixedPortKafka(image(), port);
    container.start();
  }

  private static DockerClient client() {
    return DockerClientFactory.instance().client();
  }

  @Override
  public void close() {
    container.stop();
  }
}
