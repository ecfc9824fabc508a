package dev.sluice.mqtt.it;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import dev.sluice.flow.Inlet;
import dev.sluice.recovery.Message;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes to a topic at QoS 2, in a session that outlives connections, so that the broker has
 * each message once, however often it goes away.
 */
final class BrokerClient implements Inlet {
  private static final long A_DAY_S = 86_400;
  private static final long MOST_RETRY_MS = 500;

  private final String topic;
  private final Mqtt5AsyncClient client;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final ConcurrentHashMap<Integer, CompletableFuture<?>> underWay =
      new ConcurrentHashMap<>();

  private BrokerClient(String topic, Mqtt5AsyncClient client) {
    this.topic = topic;
    this.client = client;
  }

  static BrokerClient of(String address, String topic) {
    return new BrokerClient(topic, connect(address, topic + "-publisher"));
  }

  /** Has the broker keep, from now on, what is published to a topic for the client of that name. */
  static void subscribe(String address, String topic, int qos) {
    Mqtt5AsyncClient subscriber = connect(address, topic);
    var unused =
        subscriber
            .subscribeWith()
            .topicFilter(topic)
            .qos(Objects.requireNonNull(MqttQos.fromCode(qos)))
            .send()
            .thenCompose(answer -> subscriber.disconnect())
            .join();
  }

  private static Mqtt5AsyncClient connect(String address, String clientId) {
    URI uri = URI.create(address);
    Mqtt5AsyncClient client =
        MqttClient.builder()
            .identifier(clientId)
            .serverHost(uri.getHost())
            .serverPort(uri.getPort())
            .automaticReconnect()
            .initialDelay(MOST_RETRY_MS / 10, TimeUnit.MILLISECONDS)
            .maxDelay(MOST_RETRY_MS, TimeUnit.MILLISECONDS)
            .applyAutomaticReconnect()
            .useMqttVersion5()
            .buildAsync();
    var unused =
        client.connectWith().cleanStart(false).sessionExpiryInterval(A_DAY_S).send().join();
    return client;
  }

  /** Has a consumer hear what is published to the topic from now on. */
  void receive(Consumer<String> consumer) {
    var unused =
        client
            .subscribeWith()
            .topicFilter(topic)
            .callback(
                message ->
                    consumer.accept(
                        new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8)))
            .send()
            .join();
  }

  @Override
  public void put(Message message) {
    CompletableFuture<?> answer =
        client
            .publishWith()
            .topic(topic)
            .payload(message.toString().getBytes(StandardCharsets.UTF_8))
            .qos(MqttQos.EXACTLY_ONCE)
            .send()
            .thenAccept(result -> result.getError().ifPresent(this::failed));
    underWay.put(message.id(), answer);
    var unused =
        answer.whenComplete(
            (nothing, thrown) -> {
              underWay.remove(message.id());
              if (thrown != null) {
                failed(thrown);
              }
            });
  }

  private void failed(Throwable thrown) {
    failure.compareAndSet(null, thrown);
  }

  @Override
  public void flush() {
    CompletableFuture.allOf(underWay.values().toArray(new CompletableFuture<?>[0])).join();
    Throwable failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("Cannot publish", failed);
    }
  }

  @Override
  public void close() {
    var unused = client.disconnect();
  }
}
