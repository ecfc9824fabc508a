package dev.sluice.mqtt.it;

import dev.sluice.dstream.DStream;
import dev.sluice.mqtt.MQTTUtils;
import dev.sluice.mqtt.MqttMessage;
import dev.sluice.mqtt.MqttOptions;
import dev.sluice.mqtt.MqttVersion;
import dev.sluice.recovery.Message;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import java.time.Duration;

/** How messages get out of a broker. */
enum Route {
  /** At QoS 1; records are logged. */
  QOS_1_LOGGED(1, MqttVersion.V3_1_1),
  /** At QoS 1; what is processed is acknowledged. */
  QOS_1_PROCESSED(1, MqttVersion.V5),
  /** At QoS 2; records are logged. */
  QOS_2_LOGGED(2, MqttVersion.V5),
  /** At QoS 2; what is processed is acknowledged. */
  QOS_2_PROCESSED(2, MqttVersion.V3_1_1);

  private final int qos;
  private final MqttVersion version;

  Route(int qos, MqttVersion version) {
    this.qos = qos;
    this.version = version;
  }

  int qos() {
    return qos;
  }

  StreamingConf set(StreamingConf conf) {
    return switch (this) {
      case QOS_1_LOGGED, QOS_2_LOGGED ->
          conf.set("streaming.receiver.writeAheadLog.enable", "true")
              .set("streaming.receiver.writeAheadLog.rollingIntervalSecs", "1");
      case QOS_1_PROCESSED, QOS_2_PROCESSED -> conf.set("streaming.receiver.ackAfter", "processed");
    };
  }

  /** The messages of a topic, for the client of that name. */
  DStream<Message> receive(StreamingContext context, String address, String topic) {
    MqttOptions options =
        MqttOptions.of(address)
            .topic(topic, qos)
            .version(version)
            .clientId(topic)
            .identifiedBy(message -> Integer.toString(parse(message).id()))
            .reconnectDelay(Duration.ofMillis(50), Duration.ofMillis(500));
    return MQTTUtils.createStream(context, options, Route::parse);
  }

  private static Message parse(MqttMessage message) {
    return Message.parse(message.text());
  }
}
