package dev.sluice.kafka.it;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import org.testcontainers.DockerClientFactory;

/** A broker in a container, which can also be paused and lose its data. */
final class ContainerBroker implements TestBroker {
  private final String image;
  private final int port;
  private FixedPortKafka container;

  private ContainerBroker(String image, int port, FixedPortKafka container) {
    this.image = image;
    this.port = port;
    this.container = container;
  }

  static ContainerBroker start() throws IOException {
    String image = Containers.image("kafka", "apache/kafka:" + version());
    int port = Containers.freePort();
    return new ContainerBroker(image, port, started(image, port));
  }

  private static String version() {
    String version = System.getProperty("sluice.kafka.version");
    if (version == null) {
      throw new IllegalStateException(
          "Cannot tell the image of Kafka: found no property sluice.kafka.version, which Maven sets");
    }
    return version;
  }

  private static FixedPortKafka started(String image, int port) {
    FixedPortKafka container = new FixedPortKafka(image, port);
    container.start();
    return container;
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
    container = started(image, port);
  }

  private static DockerClient client() {
    return DockerClientFactory.instance().client();
  }

  @Override
  public void close() {
    container.stop();
  }
}
