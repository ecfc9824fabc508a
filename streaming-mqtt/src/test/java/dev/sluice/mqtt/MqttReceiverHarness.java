package dev.sluice.mqtt;

import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import dev.sluice.testkit.receiver.Behaviour;
import dev.sluice.testkit.receiver.ReceiverHarness;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A topic, and receivers of one client that reach it through a tap. */
final class MqttReceiverHarness implements ReceiverHarness<Integer> {
  private static final String SECRET = "open-sesame";

  /** So large that the flood does not fit into what the network buffers. */
  private static final int PAYLOAD_BYTES = 400;

  private final TestBroker broker;
  private final MqttTap tap;
  private final int qos;
  private final Set<Behaviour> behaviours;
  private final UnaryOperator<MqttOptions> more;
  private final String topic = TestBroker.newName("topic");
  private final String client = TestBroker.newName("client");
  private int produced;

  MqttReceiverHarness(
      TestBroker broker, int qos, Set<Behaviour> behaviours, UnaryOperator<MqttOptions> more)
      throws IOException {
    this.broker = broker;
    this.tap = new MqttTap(broker.port());
    this.qos = qos;
    this.behaviours = behaviours;
    this.more = more;
  }

  @Override
  public Set<Behaviour> behaviours() {
    return behaviours;
  }

  @Override
  public Receiver<Integer> newReceiver() {
    MqttOptions options =
        MqttOptions.of("tcp://127.0.0.1:" + tap.port())
            .topic(topic, qos)
            .clientId(client)
            .credentials("ali", SECRET)
            .connectionTimeout(Duration.ofSeconds(4))
            .reconnectDelay(Duration.ofMillis(50), Duration.ofMillis(400));
    return MQTTUtils.receiver(
        more.apply(options), "contract", MqttReceiverHarness::number, StorageLevel.MEMORY_AND_DISK);
  }

  /** The number of a message. */
  static int number(MqttMessage message) {
    return number(message.payload());
  }

  private static int number(byte[] payload) {
    return ByteBuffer.wrap(payload).getInt();
  }

  @Override
  public List<Integer> produce(int n) {
    List<Integer> numbers = new ArrayList<>();
    List<byte[]> payloads = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      numbers.add(produced);
      payloads.add(ByteBuffer.allocate(PAYLOAD_BYTES).putInt(produced++).array());
    }
    broker.publishAll(topic, payloads, qos);
    return numbers;
  }

  @Override
  public void produceUndecodable() {
    broker.publish(topic, "x", qos);
  }

  @Override
  public void cut() throws IOException {
    tap.cut();
  }

  @Override
  public void restore() {
    tap.restore();
  }

  @Override
  public List<Integer> acknowledged() {
    return tap.acknowledged().stream()
        .filter(payload -> payload.length == PAYLOAD_BYTES)
        .map(MqttReceiverHarness::number)
        .toList();
  }

  @Override
  public long sent() {
    return tap.sent();
  }

  @Override
  public int connections() {
    return tap.connections();
  }

  @Override
  public List<String> secrets() {
    return List.of(SECRET);
  }

  @Override
  public void close() throws IOException {
    tap.close();
    broker.forget(client);
  }
}
