package dev.sluice.spark.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.examples.KafkaWordCount;
import dev.sluice.examples.NetworkWordCount;
import dev.sluice.kafka.KafkaUtils;
import dev.sluice.kafka.fixtures.TextClients;
import dev.sluice.kafka.fixtures.Topics;
import dev.sluice.kafka.it.ContainerBroker;
import dev.sluice.spark.SparkEngineProvider;
import dev.sluice.streaming.StreamingContext;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples as they are, on a master and two workers in containers. */
@Tag("containers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ExamplesInContainersTest {
  private static final int LINES = 500;
  private static final List<String> PARTS =
      List.of(
          NetworkWordCount.class.getName(),
          KafkaWordCount.class.getName(),
          StreamingContext.class.getName(),
          SparkEngineProvider.class.getName(),
          KafkaUtils.class.getName(),
          KafkaProducer.class.getName(),
          "com.esotericsoftware.kryo.kryo5.Kryo");

  @TempDir static Path directory;

  private List<Path> archives;
  private SparkCluster cluster;

  @BeforeAll
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void start() throws IOException, ReflectiveOperationException, URISyntaxException {
    archives = Archives.of(directory, PARTS);
    cluster = SparkCluster.start();
  }

  @AfterAll
  void stop() {
    cluster.close();
  }

  @Test
  void words_from_a_socket_are_counted_also_after_the_container_with_the_receiver_is_killed()
      throws Exception {
    try (Lines lines = new Lines();
        Driver driver =
            Driver.start(
                cluster.master(), archives, NetworkWordCount.class, "127.0.0.1", lines.port())) {
      String host = driver.awaitReceiverElsewhere("");
      lines.awaitReceiver();
      lines.send("to be or not to be", LINES);
      driver.awaitCount("to", 2 * LINES);

      SparkNode worker = cluster.worker(host);
      worker.kill();
      try {
        driver.awaitReceiverElsewhere(host);
        lines.awaitReceiver();
        lines.send("that is the question to ask", LINES);
        driver.awaitCount("to", 3 * LINES);
      } finally {
        worker.restart();
      }

      assertThat(driver.count("to")).isEqualTo(3 * LINES);
      assertThat(driver.count("not")).isEqualTo(LINES);
      assertThat(driver.count("question")).isEqualTo(LINES);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"receiver", "direct"})
  void words_from_kafka_are_counted(String way) throws Exception {
    String topic = "lines-" + way;
    try (ContainerBroker broker = ContainerBroker.begin();
        Topics topics = Topics.at(broker.address());
        KafkaProducer<String, String> producer =
            new KafkaProducer<>(TextClients.producer(broker.address()))) {
      topics.create(topic, 2);
      for (int i = 0; i < LINES; i++) {
        var unused = producer.send(new ProducerRecord<>(topic, i % 2, null, "to be or not to be"));
      }
      producer.flush();
      try (Driver driver =
          Driver.start(
              cluster.master(),
              archives,
              KafkaWordCount.class,
              way,
              broker.address(),
              topic,
              "counts")) {
        driver.awaitCount("be", 2 * LINES);

        assertThat(driver.count("be")).isEqualTo(2 * LINES);
        assertThat(driver.count("or")).isEqualTo(LINES);
      }
    }
  }
}
