package dev.sluice.mqtt;

import dev.sluice.function.Tuple2;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The options and records of the short forms of {@link MQTTUtils}. */
final class ShortForms {
  private ShortForms() {}

  static MqttOptions options(String brokerUrl, int qos, String... topics) {
    MqttOptions options = MqttOptions.of(brokerUrl);
    for (String topic : topics) {
      options = options.topic(topic, qos);
    }
    return options;
  }

  static MqttOptions options(
      String brokerUrl,
      String topic,
      String clientId,
      @Nullable String username,
      @Nullable String password,
      boolean cleanSession,
      int qos,
      int connectionTimeout,
      int keepAlive,
      int mqttVersion) {
    return options(
        brokerUrl,
        new String[] {topic},
        clientId,
        username,
        password,
        cleanSession,
        qos,
        connectionTimeout,
        keepAlive,
        mqttVersion);
  }

  static MqttOptions options(
      String brokerUrl,
      String[] topics,
      String clientId,
      @Nullable String username,
      @Nullable String password,
      boolean cleanSession,
      int qos,
      int connectionTimeout,
      int keepAlive,
      int mqttVersion) {
    MqttOptions options =
        as(options(brokerUrl, qos, topics), username, password)
            .clientId(clientId)
            .version(MqttVersion.ofNumber(mqttVersion));
    if (cleanSession) {
      options = options.cleanSession();
    }
    if (connectionTimeout != 0) {
      options = options.connectionTimeout(Duration.ofSeconds(connectionTimeout));
    }
    return keepAlive == 0 ? options : options.keepAlive(Duration.ofSeconds(keepAlive));
  }

  static MqttOptions as(MqttOptions options, @Nullable String username, @Nullable String password) {
    return username == null
        ? options
        : options.credentials(username, password == null ? "" : password);
  }

  static Tuple2<String, String> paired(MqttMessage message) {
    return new Tuple2<>(message.topic(), message.text());
  }

  static Tuple2<String, byte[]> pairedBytes(MqttMessage message) {
    return new Tuple2<>(message.topic(), message.payload());
  }
}
