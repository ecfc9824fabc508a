package dev.sluice.kafka;

import static org.awaitility.Awaitility.await;

import dev.sluice.kafka.broker.KafkaBroker;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The broker of a test JVM, with a second address behind a {@link Proxy}. Tests use topics and
 * groups of their own. Thread-safe: its parts are.
 */
final class TestBroker {
  private final AtomicInteger names = new AtomicInteger();
  private final Proxy proxy;
  private final String address;
  private final Closeable broker;
  private final Admin admin;
  private final KafkaProducer<String, byte[]> producer;

  /** A broker that runs, with an address of its own and one that leads through the proxy. */
  TestBroker(Proxy proxy, String address, Closeable broker) {
    this.proxy = proxy;
    this.address = address;
    this.broker = broker;
    Map<String, Object> config = Map.of("bootstrap.servers", address);
    this.admin = Admin.create(config);
    this.producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
  }

  /** Started for the first test that asks; ends with this process. */
  private static final class Shared {
    static final TestBroker BROKER = start();

    private static TestBroker start() {
      try {
        TestBroker broker = TestBroker.start();
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-end"));
        return broker;
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot start the broker of the tests", e);
      }
    }
  }

  /** The one broker. */
  static TestBroker shared() {
    return Shared.BROKER;
  }

  private static TestBroker start() throws IOException {
    int behindProxy = unusedPort();
    Proxy proxy = new Proxy(behindProxy);
    Map<String, String> settings = new HashMap<>();
    settings.put("log.cleaner.enable", "true");
    settings.put("log.cleaner.dedupe.buffer.size", "2097152");
    settings.put("log.cleaner.backoff.ms", "200");
    settings.put(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,PROXIED:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:<port>,PROXIED://127.0.0.1:%d,CONTROLLER://127.0.0.1:<controller>"
            .formatted(behindProxy));
    settings.put(
        "advertised.listeners",
        "PLAINTEXT://127.0.0.1:<port>,PROXIED://127.0.0.1:%d".formatted(proxy.port()));
    KafkaBroker broker = KafkaBroker.start(settings);
    return new TestBroker(proxy, broker.address(), broker);
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  String address() {
    return address;
  }

  /** The address of the proxy, through which clients go that begin there. */
  String proxiedAddress() {
    return "127.0.0.1:" + proxy.port();
  }

  Proxy proxy() {
    return proxy;
  }

  Admin admin() {
    return admin;
  }

  /** A name that no other test has. */
  String newName(String what) {
    return what + "-" + names.incrementAndGet();
  }

  /** A new topic with so many partitions. */
  String newTopic(int partitions) throws Exception {
    String topic = newName("topic");
    createTopic(topic, partitions);
    return topic;
  }

  void createTopic(String topic, int partitions) throws Exception {
    admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (int partition = 0; partition < partitions; partition++) {
      ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
    }
    // Leaders answer. A producer that is there before them can get its order wrong for ever.
    await()
        .pollInterval(Duration.ofMillis(20))
        .ignoreException(ExecutionException.class)
        .until(() -> admin.listOffsets(ends).all().get().size() == partitions);
  }

  /** Sends a text without key; returns when the broker has it. */
  void send(String topic, int partition, String value) throws Exception {
    send(new ProducerRecord<>(topic, partition, null, bytes(value)));
  }

  void send(ProducerRecord<String, byte[]> record) throws Exception {
    producer.send(record).get();
  }

  /** Sends texts to the partitions by turns; returns when the broker has them. */
  void sendAll(String topic, int partitions, List<String> values) throws Exception {
    int turn = 0;
    for (String value : values) {
      var unused =
          producer.send(new ProducerRecord<>(topic, turn++ % partitions, null, bytes(value)));
    }
    producer.flush();
  }

  /** Sends numbers of four bytes to the first partition; returns when the broker has them. */
  void sendNumbers(String topic, List<Integer> numbers) {
    for (int number : numbers) {
      byte[] value = ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
      var unused = producer.send(new ProducerRecord<>(topic, 0, null, value));
    }
    producer.flush();
  }

  /** The offset that a group has committed for a partition; 0 if none. */
  long committed(String group, String topic, int partition) throws Exception {
    OffsetAndMetadata offset =
        admin
            .listConsumerGroupOffsets(group)
            .partitionsToOffsetAndMetadata()
            .get()
            .get(new TopicPartition(topic, partition));
    return offset == null ? 0 : offset.offset();
  }

  /** The sum of the offsets that a group has committed for a topic. */
  long committed(String group, String topic) throws Exception {
    return admin
        .listConsumerGroupOffsets(group)
        .partitionsToOffsetAndMetadata()
        .get()
        .entrySet()
        .stream()
        .filter(entry -> entry.getKey().topic().equals(topic))
        .mapToLong(entry -> entry.getValue().offset())
        .sum();
  }

  /** Has the broker delete the records before an offset, as it does with old ones. */
  void deleteBefore(String topic, int partition, long offset) throws Exception {
    admin
        .deleteRecords(
            Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset)))
        .all()
        .get();
  }

  ConsumerGroupDescription describe(String group) throws Exception {
    return admin.describeConsumerGroups(List.of(group)).describedGroups().get(group).get();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  void close() {
    producer.close();
    admin.close();
    try {
      broker.close();
      proxy.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot end the broker of the tests", e);
    }
  }
}
