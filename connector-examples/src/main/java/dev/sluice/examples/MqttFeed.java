package dev.sluice.examples;

import dev.sluice.mqtt.broker.MqttBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/**
 * A broker to which a small text is sent, line by line and over and over. Thread-safe: the broker
 * is; a daemon thread sends, and ends with {@link #close}.
 */
final class MqttFeed implements AutoCloseable {
  private static final String TOPIC = "lines";
  private static final int QOS = 1;
  private static final long PAUSE_MS = 50;

  private final MqttBroker broker;
  private final MqttClient client;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread sending = new Thread(this::send, "mqtt-feed");

  private MqttFeed(MqttBroker broker, MqttClient client) {
    this.broker = broker;
    this.client = client;
  }

  /** A broker of one's own, and lines on their way to it. */
  static MqttFeed start() throws IOException, MqttException {
    System.err.println(
        "Starting a broker and sending a built-in text to it; end with Ctrl-C. For your own:"
            + " bin/run-example MQTTWordCount tcp://localhost:1883 TOPIC");
    MqttBroker broker = MqttBroker.start();
    try {
      MqttClient client = new MqttClient(broker.address(), TOPIC, new MemoryPersistence());
      client.connect();
      MqttFeed feed = new MqttFeed(broker, client);
      feed.sending.setDaemon(true);
      feed.sending.start();
      return feed;
    } catch (MqttException e) {
      broker.close();
      throw e;
    }
  }

  String address() {
    return broker.address();
  }

  String topic() {
    return TOPIC;
  }

  private void send() {
    try {
      long n = 0;
      do {
        byte[] line = SampleText.line(n++).getBytes(StandardCharsets.UTF_8);
        client.publish(TOPIC, line, QOS, false);
      } while (!closed.await(PAUSE_MS, TimeUnit.MILLISECONDS));
      client.disconnect();
    } catch (MqttException e) {
      throw new IllegalStateException("Cannot send lines to the broker", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the lines and the broker. */
  @Override
  public void close() throws IOException {
    closed.countDown();
    try {
      sending.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      broker.close();
    }
  }
}
