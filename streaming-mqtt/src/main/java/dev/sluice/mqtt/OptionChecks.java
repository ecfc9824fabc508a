package dev.sluice.mqtt;

import dev.sluice.mqtt.client.Server;
import java.util.List;

/** Whether options go together. */
final class OptionChecks {

  private OptionChecks() {}

  /**
   * Looks whether a stream can be made of options.
   *
   * @throws IllegalArgumentException if not
   */
  static void check(MqttOptions options) {
    if (!options.has(MqttOption.TOPICS)) {
      throw MqttOption.TOPICS.refused("no topics", "one or more");
    }
    if (options.get(MqttOption.VERSION) != MqttVersion.V5) {
      checkNotGiven(options, MqttOption.SESSION_EXPIRY);
      checkNotGiven(options, MqttOption.RECEIVE_MAXIMUM);
    }
    List<Server> servers = options.get(MqttOption.SERVERS);
    checkEncrypted(options, MqttOption.TRUST_STORE, servers);
    checkEncrypted(options, MqttOption.KEY_STORE, servers);
  }

  private static void checkNotGiven(MqttOptions options, MqttOption<?> option) {
    if (options.has(option)) {
      throw option.refused("it with MQTT 3.1.1", "version(MqttVersion.V5)");
    }
  }

  private static void checkEncrypted(
      MqttOptions options, MqttOption<?> option, List<Server> servers) {
    if (options.has(option) && servers.stream().noneMatch(Server::isEncrypted)) {
      throw option.refused("only servers without encryption", "ssl or wss");
    }
  }
}
