package dev.sluice.mqtt.client;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client is to be, whatever the server. Immutable.
 *
 * @param subscriptions filters and their QoS, in an order
 * @param clean whether the broker is to forget the client when the connection ends
 * @param sessionExpiryS how long it is to remember the client otherwise, in MQTT 5
 * @param receiveMaximum in MQTT 5; the protocol's own if null
 * @param timeout for answers
 * @param trustStore the authorities; those of Java if null
 * @param keyStore the client's key; none if null
 * @param will what the broker publishes when the client is lost; nothing if null
 */
public record ClientSettings(
    String clientId,
    Map<String, Integer> subscriptions,
    boolean clean,
    long sessionExpiryS,
    @Nullable Integer receiveMaximum,
    int keepAliveS,
    Duration timeout,
    @Nullable Credentials credentials,
    @Nullable KeyFile trustStore,
    @Nullable KeyFile keyStore,
    @Nullable Received will) {

  int timeoutS() {
    return Math.toIntExact(timeout.toSeconds());
  }
}
