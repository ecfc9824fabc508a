package dev.sluice.mqtt.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttSecurityException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;

class MqttBrokerTest {
  private static final String TOPIC = "lines";

  @Test
  void it_keeps_address_sessions_and_messages_when_it_is_killed_or_stopped_and_restarted()
      throws Exception {
    try (MqttBroker broker = MqttBroker.start()) {
      String address = broker.address();
      receive(address, 0);
      send(address, "before the kill");

      broker.kill();
      broker.restart();
      send(address, "before the stop");
      broker.stop();
      broker.restart();

      assertThat(broker.address()).isEqualTo(address);
      assertThat(receive(address, 2)).containsExactly("before the kill", "before the stop");
    }
  }

  @Test
  void a_user_needs_the_password() throws Exception {
    try (MqttBroker broker =
        MqttBroker.start(Map.of(MqttBroker.USER, "ali", MqttBroker.PASSWORD, "open-sesame"))) {
      connect(broker.address(), "open-sesame");

      assertThatExceptionOfType(MqttSecurityException.class)
          .isThrownBy(() -> connect(broker.address(), "close-sesame"));
    }
  }

  private static void connect(String address, String password) throws MqttException {
    MqttConnectOptions options = new MqttConnectOptions();
    options.setUserName("ali");
    options.setPassword(password.toCharArray());
    try (MqttClient client = client(address, "ali")) {
      client.connect(options);
      client.disconnect();
    }
  }

  @Test
  void it_deletes_its_directory() throws Exception {
    long before = temporaryDirectories();

    MqttBroker broker = MqttBroker.start();
    broker.close();
    broker.close();

    assertThat(temporaryDirectories()).isEqualTo(before);
  }

  private static long temporaryDirectories() throws Exception {
    try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(file -> file.getFileName().toString().startsWith("mqtt-broker")).count();
    }
  }

  private static MqttClient client(String address, String id) throws MqttException {
    return new MqttClient(address, id, new MemoryPersistence());
  }

  private static void send(String address, String line) throws MqttException {
    try (MqttClient client = client(address, "sender")) {
      client.connect();
      client.publish(TOPIC, line.getBytes(StandardCharsets.UTF_8), 1, false);
      client.disconnect();
    }
  }

  /** Subscribes in a session that stays; returns so many lines of it. */
  private static BlockingQueue<String> receive(String address, int count) throws Exception {
    MqttConnectOptions options = new MqttConnectOptions();
    options.setCleanSession(false);
    BlockingQueue<String> arriving = new LinkedBlockingQueue<>();
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    try (MqttClient client = client(address, "receiver")) {
      client.connect(options);
      client.subscribe(
          TOPIC,
          1,
          (topic, message) ->
              arriving.add(new String(message.getPayload(), StandardCharsets.UTF_8)));
      while (lines.size() < count) {
        lines.add(arriving.poll(30, TimeUnit.SECONDS));
      }
      client.disconnect();
    }
    return lines;
  }
}
