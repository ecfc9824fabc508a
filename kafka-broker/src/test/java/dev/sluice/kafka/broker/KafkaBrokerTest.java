package dev.sluice.kafka.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 3, unit = TimeUnit.MINUTES) // a broker that was killed is let in again late
class KafkaBrokerTest {
  private static final TopicPartition PARTITION = new TopicPartition("lines", 0);

  @Test
  void it_keeps_address_and_data_when_it_is_killed_or_stopped_and_restarted() throws Exception {
    try (KafkaBroker broker = KafkaBroker.start()) {
      String address = broker.address();
      createTopic(address);
      send(address, "before the kill");

      broker.kill();
      assertThat(broker.handle().isAlive()).isFalse();
      broker.restart();
      send(address, "before the stop");
      broker.stop();
      assertThat(broker.handle().isAlive()).isFalse();
      broker.restart();

      assertThat(broker.address()).isEqualTo(address);
      assertThat(receive(address, 2)).containsExactly("before the kill", "before the stop");
    }
  }

  @Test
  void it_goes_on_in_a_directory_that_was_given_and_leaves_it(@TempDir Path directory)
      throws Exception {
    int port;
    try (KafkaBroker broker = KafkaBroker.start(directory, 0, Map.of())) {
      port = broker.port();
      createTopic(broker.address());
      send(broker.address(), "kept");
      broker.stop();
    }
    try (KafkaBroker broker = KafkaBroker.start(directory, port, Map.of())) {
      assertThat(broker.port()).isEqualTo(port);
      assertThat(receive(broker.address(), 1)).containsExactly("kept");
    }
    assertThat(directory).isNotEmptyDirectory();
  }

  @Test
  void it_listens_on_the_loopback_address_and_deletes_its_own_directory() throws Exception {
    long before = temporaryDirectories();

    KafkaBroker broker = KafkaBroker.start();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), broker.port())) {
      assertThat(socket.isConnected()).isTrue();
    }
    broker.close();
    broker.close();

    assertThat(broker.handle().isAlive()).isFalse();
    assertThat(temporaryDirectories()).isEqualTo(before);
  }

  @Test
  void it_outlives_a_signal_until_it_is_stopped() throws Exception {
    try (KafkaBroker broker = KafkaBroker.start()) {
      createTopic(broker.address());

      broker.handle().destroy();
      send(broker.address(), "after the signal");
      broker.stop();

      assertThat(broker.handle().isAlive()).isFalse();
    }
  }

  /** Starts a broker, says which process it is, and waits for ever. */
  static final class Parent {
    private Parent() {}

    public static void main(String[] args) throws Exception {
      KafkaBroker broker = KafkaBroker.start(Path.of(args[0]), 0, Map.of());
      System.out.println(broker.handle().pid());
      Thread.currentThread().join();
    }
  }

  @Test
  void it_does_not_outlive_the_process_that_started_it(@TempDir Path directory) throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Parent.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8));
    ProcessHandle broker = ProcessHandle.of(Long.parseLong(lines.readLine())).orElseThrow();

    parent.destroyForcibly();

    assertThat(broker.onExit().get(1, TimeUnit.MINUTES).isAlive()).isFalse();
  }

  private static long temporaryDirectories() throws Exception {
    try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(file -> file.getFileName().toString().startsWith("kafka-broker")).count();
    }
  }

  private static void createTopic(String address) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
      admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1))).all().get();
    }
  }

  private static void send(String address, String line) throws Exception {
    Map<String, Object> config = Map.of("bootstrap.servers", address);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(PARTITION.topic(), line)).get();
    }
  }

  private static List<String> receive(String address, int count) {
    Map<String, Object> config = Map.of("bootstrap.servers", address);
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(PARTITION));
      consumer.seekToBeginning(List.of(PARTITION));
      List<ConsumerRecord<String, String>> received = new ArrayList<>();
      while (received.size() < count) {
        ConsumerRecords<String, String> records = consumer.poll(Duration.ofSeconds(1));
        records.forEach(received::add);
      }
      return received.stream().map(ConsumerRecord::value).toList();
    }
  }
}
