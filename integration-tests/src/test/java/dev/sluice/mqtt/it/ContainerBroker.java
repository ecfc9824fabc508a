package dev.sluice.mqtt.it;

import static org.awaitility.Awaitility.await;

import dev.sluice.broker.FreePort;
import dev.sluice.containers.BrokerContainer;
import dev.sluice.containers.Containers;
import dev.sluice.containers.FixedPortContainer;
import dev.sluice.flow.BreakableBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.testcontainers.images.builder.Transferable;

/** Mosquitto in a container, without limits but that on what is under way. */
final class ContainerBroker extends BrokerContainer implements BreakableBroker {
  private static final int CONTAINER_PORT = 1883;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String PUBLISHED = "eclipse-mosquitto:2.0.22";
  private static final String SETTINGS =
      """
      listener 1883
      allow_anonymous true
      persistence true
      persistence_location /mosquitto/data/
      log_dest stderr
      user root
      max_queued_messages 0
      max_inflight_messages %d
      """;

  private final int port;
  private final int underWay;

  private ContainerBroker(int port, int underWay) {
    this.port = port;
    this.underWay = underWay;
  }

  /** A broker that has so many messages under way to each client. */
  static ContainerBroker begin(int underWay) throws IOException {
    ContainerBroker broker = new ContainerBroker(FreePort.any(), underWay);
    broker.start();
    return broker;
  }

  @Override
  protected FixedPortContainer newContainer() {
    return new FixedPortContainer(Containers.image("mosquitto", PUBLISHED), port, CONTAINER_PORT)
        .withCopyToContainer(
            Transferable.of(SETTINGS.formatted(underWay)), "/mosquitto/config/mosquitto.conf");
  }

  @Override
  public String address() {
    return "tcp://127.0.0.1:" + port;
  }

  @Override
  protected void awaitServing() {
    await()
        .atMost(PATIENCE)
        .ignoreException(IOException.class)
        .until(
            () -> {
              try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
              }
            });
  }
}
