package dev.sluice.mqtt.client;

import dev.sluice.function.Tuple2;
import dev.sluice.io.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;

/**
 * Paho's client for MQTT 5. Confined to the thread that connects; callbacks only use the listener,
 * which is thread-safe.
 */
final class Paho5Connection implements MqttConnection, MqttCallback {
  private static final long QUIESCE_MS = 500;

  /** Retained messages come when a subscription is new, not when it is made again. */
  private static final int RETAINED_ONCE = 1;

  /** Greater numbers are of the client's own. */
  private static final int MOST_ANSWER = 0xFF;

  private final ClientSettings settings;
  private final Server server;
  private final ConnectionListener listener;
  private final Sockets sockets = new Sockets();
  private final Wire wire;
  private @Nullable MqttAsyncClient client;

  Paho5Connection(ClientSettings settings, Server server, ConnectionListener listener) {
    this.settings = settings;
    this.server = server;
    this.listener = listener;
    this.wire = new Wire(listener);
  }

  @Override
  public boolean connect() throws Exception {
    MqttAsyncClient opened = new Paho5Client(server, settings.clientId(), wire);
    client = opened;
    // It answers nothing by itself: the wire does.
    opened.setManualAcks(true);
    opened.setCallback(this);
    try {
      IMqttToken token = opened.connect(connectOptions());
      token.waitForCompletion(settings.timeout().toMillis());
      return token.getSessionPresent();
    } catch (MqttException e) {
      int code = e.getReasonCode();
      throw code > 0 && code <= MOST_ANSWER ? Refusals.of5(code, e) : e;
    }
  }

  private MqttConnectionOptions connectOptions() throws Exception {
    MqttConnectionOptions connect = new MqttConnectionOptions();
    connect.setAutomaticReconnect(false);
    connect.setCleanStart(settings.clean());
    connect.setSessionExpiryInterval(settings.sessionExpiryS());
    connect.setReceiveMaximum(settings.receiveMaximum());
    connect.setKeepAliveInterval(settings.keepAliveS());
    connect.setConnectionTimeout(settings.timeoutS());
    connect.setSocketFactory(
        server.isEncrypted()
            ? sockets.encrypted(Tls.read(settings).socketFactory())
            : sockets.plain());
    Credentials credentials = settings.credentials();
    if (credentials != null) {
      connect.setUserName(credentials.user());
      connect.setPassword(credentials.password().getBytes(StandardCharsets.UTF_8));
    }
    Received will = settings.will();
    if (will != null) {
      connect.setWill(
          will.topic(),
          new org.eclipse.paho.mqttv5.common.MqttMessage(
              will.payload().toArray(), will.qos(), will.retained(), new MqttProperties()));
    }
    return connect;
  }

  @Override
  public List<Integer> subscribe() throws Exception {
    MqttSubscription[] subscriptions =
        settings.subscriptions().entrySet().stream()
            .map(each -> subscription(each.getKey(), each.getValue()))
            .toArray(MqttSubscription[]::new);
    if (client == null) {
      throw new IOException("Cannot use an MQTT client: it was not opened");
    }
    IMqttToken token = client.subscribe(subscriptions);
    token.waitForCompletion(settings.timeout().toMillis());
    return Arrays.stream(token.getReasonCodes()).boxed().toList();
  }

  private static MqttSubscription subscription(String filter, int qos) {
    MqttSubscription subscription = new MqttSubscription(filter, qos);
    subscription.setRetainHandling(RETAINED_ONCE);
    return subscription;
  }

  @Override
  public void messageArrived(String topic, org.eclipse.paho.mqttv5.common.MqttMessage arrived) {
    Handshake handshake = arrived.getQos() > 0 ? wire.next() : null;
    listener.arrived(
        Received.of(
            topic,
            arrived.getPayload(),
            handshake == null ? 0 : handshake.qos,
            arrived.isRetained(),
            handshake != null && handshake.isSentAgain,
            properties(arrived.getProperties())),
        () -> {
          if (handshake != null) {
            wire.acknowledge(handshake);
          }
        });
  }

  private static Received.Properties properties(@Nullable MqttProperties from) {
    if (from == null) {
      return Received.Properties.NONE;
    }
    ArrayList<Tuple2<String, String>> user =
        from.getUserProperties().stream()
            .map(property -> new Tuple2<>(property.getKey(), property.getValue()))
            .collect(Collectors.toCollection(ArrayList::new));
    byte @Nullable [] correlation = from.getCorrelationData();
    return new Received.Properties(
        user,
        from.getContentType(),
        from.getResponseTopic(),
        correlation == null ? null : Bytes.of(correlation));
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {
    MqttException cause = response.getException();
    listener.lost(
        cause != null
            ? cause
            : new IOException(
                "the broker ends the connection with the code " + response.getReturnCode()));
  }

  @Override
  public void mqttErrorOccurred(MqttException failure) {
    listener.lost(failure);
  }

  @Override
  public void deliveryComplete(IMqttToken token) {}

  @Override
  public void connectComplete(boolean again, String uri) {}

  @Override
  public void authPacketArrived(int reasonCode, MqttProperties properties) {}

  @Override
  public void close() throws Exception {
    MqttAsyncClient opened = client;
    if (opened == null) {
      return;
    }
    try {
      if (opened.isConnected()) {
        opened.disconnect(QUIESCE_MS).waitForCompletion(settings.timeout().toMillis());
      }
    } finally {
      wire.leave();
      // What still runs ends by that. Closing the client as well would trip it up.
      sockets.close();
      wire.close();
    }
  }
}
