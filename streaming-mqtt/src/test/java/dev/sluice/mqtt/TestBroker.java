package dev.sluice.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import dev.sluice.mqtt.broker.MqttBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/**
 * A broker and a client that publishes to it. Tests use topics and clients of their own.
 * Thread-safe: its parts are.
 */
final class TestBroker implements AutoCloseable {
  private static final AtomicInteger NAMES = new AtomicInteger();

  private final MqttBroker broker;
  private final Mqtt5AsyncClient publisher;

  private TestBroker(MqttBroker broker) {
    this.broker = broker;
    this.publisher =
        MqttClient.builder()
            .identifier(newName("publisher"))
            .serverHost("127.0.0.1")
            .serverPort(broker.port())
            .automaticReconnectWithDefaultConfig()
            .useMqttVersion5()
            .buildAsync();
    var unused = publisher.connectWith().cleanStart(true).send().join();
  }

  /** Started for the first test that asks; ends with this process. */
  private static final class Shared {
    static final TestBroker BROKER = start();

    private static TestBroker start() {
      try {
        TestBroker broker = new TestBroker(MqttBroker.start(Map.of(MqttBroker.IN_MEMORY, "true")));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-end"));
        return broker;
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot start the broker of the tests", e);
      }
    }
  }

  /** The one broker. */
  static TestBroker shared() {
    return Shared.BROKER;
  }

  /** A name that no other test has. */
  static String newName(String what) {
    return what + "-" + NAMES.incrementAndGet();
  }

  String address() {
    return broker.address();
  }

  int port() {
    return broker.port();
  }

  /** Publishes payloads in their order; returns when the broker has them. */
  void publishAll(String topic, List<byte[]> payloads, int qos) {
    publish(
        payloads.stream()
            .map(payload -> message(topic, payload, qos).build())
            .toArray(Mqtt5Publish[]::new));
  }

  /** Publishes a text at QoS 1; returns when the broker has it. */
  void publish(String topic, String text) {
    publish(topic, text, 1);
  }

  void publish(String topic, String text, int qos) {
    publish(message(topic, bytes(text), qos).build());
  }

  void publish(Mqtt5Publish... messages) {
    CompletableFuture<?>[] answers = new CompletableFuture<?>[messages.length];
    for (int i = 0; i < messages.length; i++) {
      answers[i] = publisher.publish(messages[i]).thenAccept(TestBroker::check);
    }
    CompletableFuture.allOf(answers).join();
  }

  private static void check(Mqtt5PublishResult result) {
    result
        .getError()
        .ifPresent(
            failure -> {
              throw new IllegalStateException("Cannot publish", failure);
            });
  }

  static com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishBuilder.Complete message(
      String topic, byte[] payload, int qos) {
    return Mqtt5Publish.builder().topic(topic).payload(payload).qos(MqttQos.fromCode(qos));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Has the broker forget a client and what it kept for it. */
  void forget(String clientId) {
    MqttConnectOptions clean = new MqttConnectOptions();
    clean.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
    clean.setCleanSession(true);
    try (org.eclipse.paho.client.mqttv3.MqttClient client =
        new org.eclipse.paho.client.mqttv3.MqttClient(
            address(), clientId, new MemoryPersistence())) {
      client.connect(clean);
      client.disconnect();
    } catch (org.eclipse.paho.client.mqttv3.MqttException e) {
      throw new IllegalStateException("Cannot have the broker forget " + clientId, e);
    }
  }

  @Override
  public void close() {
    try {
      broker.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot end the broker of the tests", e);
    }
  }
}
