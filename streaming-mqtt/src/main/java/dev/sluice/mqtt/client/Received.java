package dev.sluice.mqtt.client;

import dev.sluice.function.Tuple2;
import dev.sluice.io.Bytes;
import java.io.Serializable;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A message as clients have it. Immutable.
 *
 * @param topic without wildcards
 * @param qos 0, 1 or 2
 * @param duplicate whether the broker may have sent it before
 */
public record Received(
    String topic,
    Bytes payload,
    int qos,
    boolean retained,
    boolean duplicate,
    Properties properties)
    implements Serializable {

  /**
   * What only MQTT 5 has. Immutable.
   *
   * @param user names and values, a name maybe several times; not to be changed
   */
  public record Properties(
      ArrayList<Tuple2<String, String>> user,
      @Nullable String contentType,
      @Nullable String responseTopic,
      @Nullable Bytes correlation)
      implements Serializable {
    /** None at all. */
    public static final Properties NONE = new Properties(new ArrayList<>(), null, null, null);
  }

  /** A message whose payload is copied. */
  static Received of(
      String topic,
      byte[] payload,
      int qos,
      boolean retained,
      boolean duplicate,
      Properties properties) {
    return new Received(topic, Bytes.of(payload), qos, retained, duplicate, properties);
  }
}
