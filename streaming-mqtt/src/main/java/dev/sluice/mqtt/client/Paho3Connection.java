package dev.sluice.mqtt.client;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.jspecify.annotations.Nullable;

/**
 * Paho's client for MQTT 3.1.1. Confined to the thread that connects; callbacks only use the
 * listener, which is thread-safe.
 */
final class Paho3Connection implements MqttConnection, MqttCallback {
  private static final long QUIESCE_MS = 500;

  /** Greater numbers are of the client's own. */
  private static final int MOST_ANSWER = 0xFF;

  private final ClientSettings settings;
  private final Server server;
  private final ConnectionListener listener;
  private final Sockets sockets = new Sockets();
  private final Wire wire;
  private @Nullable MqttAsyncClient client;

  Paho3Connection(ClientSettings settings, Server server, ConnectionListener listener) {
    this.settings = settings;
    this.server = server;
    this.listener = listener;
    this.wire = new Wire(listener);
  }

  @Override
  public boolean connect() throws Exception {
    MqttAsyncClient opened = new Paho3Client(server, settings.clientId(), wire);
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
      throw code > 0 && code <= MOST_ANSWER ? Refusals.of3(code, e) : e;
    }
  }

  private MqttConnectOptions connectOptions() throws Exception {
    MqttConnectOptions connect = new MqttConnectOptions();
    // Else the client tries 3.1 as well, on the same connection, and a broker drops the session.
    connect.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
    connect.setAutomaticReconnect(false);
    connect.setCleanSession(settings.clean());
    connect.setKeepAliveInterval(settings.keepAliveS());
    connect.setConnectionTimeout(settings.timeoutS());
    connect.setSocketFactory(
        server.isEncrypted()
            ? sockets.encrypted(Tls.read(settings).socketFactory())
            : sockets.plain());
    Credentials credentials = settings.credentials();
    if (credentials != null) {
      connect.setUserName(credentials.user());
      connect.setPassword(credentials.password().toCharArray());
    }
    Received will = settings.will();
    if (will != null) {
      connect.setWill(will.topic(), will.payload().toArray(), will.qos(), will.retained());
    }
    return connect;
  }

  @Override
  public List<Integer> subscribe() throws Exception {
    Map<String, Integer> filters = settings.subscriptions();
    int[] qos = filters.values().stream().mapToInt(each -> each).toArray();
    IMqttToken token = opened().subscribe(filters.keySet().toArray(new String[0]), qos);
    token.waitForCompletion(settings.timeout().toMillis());
    return Arrays.stream(token.getGrantedQos()).boxed().toList();
  }

  private MqttAsyncClient opened() throws IOException {
    if (client == null) {
      throw new IOException("Cannot use an MQTT client: it was not opened");
    }
    return client;
  }

  @Override
  public void messageArrived(String topic, org.eclipse.paho.client.mqttv3.MqttMessage arrived) {
    Handshake handshake = arrived.getQos() > 0 ? wire.next() : null;
    listener.arrived(
        Received.of(
            topic,
            arrived.getPayload(),
            handshake == null ? 0 : handshake.qos,
            arrived.isRetained(),
            handshake != null && handshake.isSentAgain,
            Received.Properties.NONE),
        () -> {
          if (handshake != null) {
            wire.acknowledge(handshake);
          }
        });
  }

  @Override
  public void connectionLost(Throwable cause) {
    listener.lost(cause);
  }

  @Override
  public void deliveryComplete(IMqttDeliveryToken token) {}

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
