package dev.sluice.mqtt;

import javax.net.ssl.SSLContext;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** Publishes where options lead, encrypted. Confined to the test's thread. */
final class TlsPublisher implements AutoCloseable {
  private final MqttClient client;

  TlsPublisher(MqttOptions options, SSLContext keys) throws Exception {
    client =
        new MqttClient(
            options.get(MqttOption.SERVERS).get(0).uri(),
            TestBroker.newName("publisher"),
            new MemoryPersistence());
    MqttConnectOptions connect = new MqttConnectOptions();
    connect.setSocketFactory(keys.getSocketFactory());
    client.connect(connect);
  }

  void publish(String topic, String text) throws MqttException {
    client.publish(topic, TestBroker.bytes(text), 2, false);
  }

  @Override
  public void close() throws MqttException {
    client.disconnect();
    client.close();
  }
}
