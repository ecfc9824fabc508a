package dev.sluice.mqtt.client;

/** The clients that there are. */
public enum Client {
  /** Paho's for MQTT 3.1.1. */
  PAHO_3,
  /** Paho's for MQTT 5. */
  PAHO_5;

  /** A connection that is not open. */
  public MqttConnection open(ClientSettings settings, Server server, ConnectionListener listener) {
    return switch (this) {
      case PAHO_3 -> new Paho3Connection(settings, server, listener);
      case PAHO_5 -> new Paho5Connection(settings, server, listener);
    };
  }
}
