package dev.sluice.mqtt;

import dev.sluice.mqtt.client.Client;
import dev.sluice.mqtt.client.ClientSettings;
import dev.sluice.mqtt.client.ConnectionListener;
import dev.sluice.mqtt.client.MqttConnection;
import dev.sluice.mqtt.client.Server;

/**
 * Makes the connections that options ask for. Immutable.
 *
 * @param clientId under which the broker knows the receiver
 */
record Connections(MqttOptions options, String clientId) {
  /** A connection that is not open. */
  MqttConnection open(Server server, ConnectionListener listener) {
    return client().open(settings(), server, listener);
  }

  private Client client() {
    return switch (options.get(MqttOption.VERSION)) {
      case V3_1_1 -> Client.PAHO_3;
      case V5 -> Client.PAHO_5;
    };
  }

  private ClientSettings settings() {
    boolean clean = options.get(MqttOption.CLEAN_SESSION);
    MqttMessage will = options.find(MqttOption.WILL);
    return new ClientSettings(
        clientId,
        options.subscriptions(),
        clean,
        clean ? 0 : options.get(MqttOption.SESSION_EXPIRY).toSeconds(),
        options.find(MqttOption.RECEIVE_MAXIMUM),
        Math.toIntExact(options.get(MqttOption.KEEP_ALIVE).toSeconds()),
        options.get(MqttOption.CONNECTION_TIMEOUT),
        options.find(MqttOption.CREDENTIALS),
        options.find(MqttOption.TRUST_STORE),
        options.find(MqttOption.KEY_STORE),
        will == null ? null : will.content());
  }
}
