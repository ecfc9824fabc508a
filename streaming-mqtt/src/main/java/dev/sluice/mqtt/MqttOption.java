package dev.sluice.mqtt;

import dev.sluice.function.Function;
import dev.sluice.mqtt.client.Credentials;
import dev.sluice.mqtt.client.KeyFile;
import dev.sluice.mqtt.client.Server;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * An option of {@link MqttOptions}. Immutable.
 *
 * @param name as its method has it
 * @param defaultText what counts if it is not given, in the words of the README
 * @param defaultValue the same; none if there is no such value
 */
record MqttOption<V extends Serializable>(String name, String defaultText, List<V> defaultValue) {
  static final MqttOption<ArrayList<Server>> SERVERS = required("servers");
  static final MqttOption<LinkedHashMap<String, Integer>> TOPICS = required("topic");
  static final MqttOption<MqttVersion> VERSION = option("version", "V3_1_1", MqttVersion.V3_1_1);
  static final MqttOption<String> CLIENT_ID = none("clientId", "from the program's name");
  static final MqttOption<String> SHARED_GROUP = none("sharedGroup", "none");
  static final MqttOption<Boolean> CLEAN_SESSION = option("cleanSession", "no", false);
  static final MqttOption<Duration> SESSION_EXPIRY =
      option("sessionExpiry", "7 days", Duration.ofDays(7));
  static final MqttOption<Integer> RECEIVE_MAXIMUM = none("receiveMaximum", "none");
  static final MqttOption<Credentials> CREDENTIALS = none("credentials", "none");
  static final MqttOption<KeyFile> TRUST_STORE = none("trustStore", "that of Java");
  static final MqttOption<KeyFile> KEY_STORE = none("keyStore", "none");
  static final MqttOption<Duration> KEEP_ALIVE =
      option("keepAlive", "30 s", Duration.ofSeconds(30));
  static final MqttOption<Duration> CONNECTION_TIMEOUT =
      option("connectionTimeout", "10 s", Duration.ofSeconds(10));
  static final MqttOption<MqttMessage> WILL = none("will", "none");
  static final MqttOption<Waits> RECONNECT_DELAY =
      option(
          "reconnectDelay",
          "500 ms to 30 s",
          new Waits(Duration.ofMillis(500), Duration.ofSeconds(30)));
  static final MqttOption<Integer> MOST_BUFFERED = option("mostBuffered", "1000", 1_000);
  static final MqttOption<Function<MqttMessage, String>> IDENTIFIED_BY =
      none("identifiedBy", "none");

  static final List<MqttOption<?>> ALL =
      List.of(
          SERVERS,
          TOPICS,
          VERSION,
          CLIENT_ID,
          CREDENTIALS,
          TRUST_STORE,
          KEY_STORE,
          SHARED_GROUP,
          CLEAN_SESSION,
          SESSION_EXPIRY,
          RECEIVE_MAXIMUM,
          IDENTIFIED_BY,
          KEEP_ALIVE,
          CONNECTION_TIMEOUT,
          RECONNECT_DELAY,
          MOST_BUFFERED,
          WILL);

  /** The shortest and the longest wait. Immutable. */
  record Waits(Duration least, Duration most) implements Serializable {}

  private static <V extends Serializable> MqttOption<V> required(String name) {
    return none(name, "required");
  }

  private static <V extends Serializable> MqttOption<V> none(String name, String defaultText) {
    return new MqttOption<>(name, defaultText, List.of());
  }

  private static <V extends Serializable> MqttOption<V> option(
      String name, String defaultText, V value) {
    return new MqttOption<>(name, defaultText, List.of(value));
  }

  /** Says what is wrong with a value of this. */
  IllegalArgumentException refused(Object found, String expected) {
    return new IllegalArgumentException(
        "Cannot use the MQTT option %s: found %s, expected %s".formatted(name, found, expected));
  }
}
