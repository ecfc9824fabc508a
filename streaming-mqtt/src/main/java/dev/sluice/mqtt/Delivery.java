package dev.sluice.mqtt;

import dev.sluice.mqtt.client.ConnectionListener.Answer;

/**
 * A message on its way to be stored, with the connection that it came by.
 *
 * @param answer tells the broker that the message is safe
 */
record Delivery(MqttMessage message, Link link, Answer answer) {
  /** Tells the broker, unless the connection has ended: then the message comes again. */
  void acknowledge() {
    link.acknowledge(this);
  }
}
