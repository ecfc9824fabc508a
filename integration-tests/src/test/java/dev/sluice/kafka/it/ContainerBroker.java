package dev.sluice.kafka.it;

import dev.sluice.broker.FreePort;
import dev.sluice.containers.BrokerContainer;
import dev.sluice.containers.Containers;
import dev.sluice.flow.BreakableBroker;
import dev.sluice.kafka.fixtures.Topics;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** Kafka in a container, which can also be paused and lose its data. */
public final class ContainerBroker extends BrokerContainer implements BreakableBroker {
  private final int port;
  private final UnaryOperator<FixedPortKafka> settings;

  private ContainerBroker(int port, UnaryOperator<FixedPortKafka> settings) {
    this.port = port;
    this.settings = settings;
  }

  public static ContainerBroker begin() throws IOException {
    return begun(UnaryOperator.identity());
  }

  /** A broker that also has another port, as which clients are told that of a proxy. */
  public static ContainerBroker beginBehind(int proxyPort, int otherPort) throws IOException {
    return begun(kafka -> kafka.behind(proxyPort, otherPort));
  }

  private static ContainerBroker begun(UnaryOperator<FixedPortKafka> settings) throws IOException {
    ContainerBroker broker = new ContainerBroker(FreePort.any(), settings);
    broker.start();
    return broker;
  }

  @Override
  protected FixedPortKafka newContainer() {
    String image = Containers.image("kafka", "apache/kafka:" + version());
    return settings.apply(new FixedPortKafka(image, port));
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
    return container().getHost() + ":" + port;
  }

  @Override
  protected void awaitServing() {
    try (Topics topics = Topics.at(address())) {
      topics.awaitBroker();
    }
  }
}
