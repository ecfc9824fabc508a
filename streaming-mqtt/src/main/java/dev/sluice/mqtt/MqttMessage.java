package dev.sluice.mqtt;

import dev.sluice.function.Tuple2;
import dev.sluice.io.Bytes;
import dev.sluice.mqtt.client.Received;
import dev.sluice.mqtt.client.Received.Properties;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A message of a broker, compared by content. Immutable. */
public final class MqttMessage implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Received content;

  private MqttMessage(Received content) {
    this.content = content;
  }

  /**
   * A message that is not retained.
   *
   * @param payload is copied
   * @param qos 0, 1 or 2
   * @throws IllegalArgumentException if there is no such QoS, or a message cannot have that topic
   */
  public static MqttMessage of(String topic, byte[] payload, int qos) {
    return new MqttMessage(
        new Received(
            TopicFilter.checkTopic(topic),
            Bytes.of(payload),
            TopicFilter.checkQos(qos),
            false,
            false,
            Properties.NONE));
  }

  /** A message as a client received it. */
  static MqttMessage of(Received content) {
    return new MqttMessage(content);
  }

  /** The same, kept by the broker for those who subscribe later. */
  public MqttMessage asRetained() {
    return new MqttMessage(
        new Received(topic(), content.payload(), qos(), true, isDuplicate(), content.properties()));
  }

  /** The same with one more user property. */
  public MqttMessage withUserProperty(String name, String value) {
    Properties old = content.properties();
    ArrayList<Tuple2<String, String>> more = new ArrayList<>(old.user());
    more.add(new Tuple2<>(name, value));
    Properties properties =
        new Properties(more, old.contentType(), old.responseTopic(), old.correlation());
    return new MqttMessage(
        new Received(topic(), content.payload(), qos(), isRetained(), isDuplicate(), properties));
  }

  /** As clients have it. */
  Received content() {
    return content;
  }

  /** Where it was published, without wildcards. */
  public String topic() {
    return content.topic();
  }

  /** What was published; a copy. */
  public byte[] payload() {
    return content.payload().toArray();
  }

  /** The payload as UTF-8 text. */
  public String text() {
    return new String(content.payload().toArray(), StandardCharsets.UTF_8);
  }

  /** How many bytes the payload has. */
  int size() {
    return content.payload().size();
  }

  /** With which QoS it came: the lower one of those of its publisher and of the subscription. */
  public int qos() {
    return content.qos();
  }

  /** Whether it was published before the subscription and kept. */
  public boolean isRetained() {
    return content.retained();
  }

  /**
   * Whether the broker may have sent it before. That it is so does not mean that the stream has it
   * already.
   */
  public boolean isDuplicate() {
    return content.duplicate();
  }

  /** The names and values of MQTT 5, in their order; a name may be there several times. */
  public List<Tuple2<String, String>> userProperties() {
    return List.copyOf(content.properties().user());
  }

  /** The first value of a user property. */
  public Optional<String> userProperty(String name) {
    return content.properties().user().stream()
        .filter(property -> property._1().equals(name))
        .map(Tuple2::_2)
        .findFirst();
  }

  /** The content type of MQTT 5. */
  public Optional<String> contentType() {
    return Optional.ofNullable(content.properties().contentType());
  }

  /** Where MQTT 5 wants an answer. */
  public Optional<String> responseTopic() {
    return Optional.ofNullable(content.properties().responseTopic());
  }

  /** What tells the answer's receiver which question it is for, of MQTT 5. */
  public Optional<byte[]> correlationData() {
    return Optional.ofNullable(content.properties().correlation()).map(Bytes::toArray);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MqttMessage that && content.equals(that.content);
  }

  @Override
  public int hashCode() {
    return content.hashCode();
  }

  /** Topic, size and QoS, never the content. */
  @Override
  public String toString() {
    return "%s of %s at QoS %d".formatted(content.payload(), topic(), qos());
  }
}
