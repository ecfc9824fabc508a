package dev.sluice.examples;

import dev.sluice.kafka.broker.KafkaBroker;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A broker with one topic, to which a small text is sent, line by line and over and over.
 * Thread-safe: the broker is; a daemon thread sends, and ends with {@link #close}.
 */
final class KafkaFeed implements AutoCloseable {
  private static final String TOPIC = "lines";
  private static final int PARTITIONS = 2;
  private static final long PAUSE_MS = 50;

  private final KafkaBroker broker;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread sending = new Thread(this::send, "kafka-feed");

  private KafkaFeed(KafkaBroker broker) {
    this.broker = broker;
  }

  /** A broker of one's own, and lines on their way to it. */
  static KafkaFeed start() throws IOException, ExecutionException, InterruptedException {
    System.err.println(
        "Starting a broker and sending a built-in text to it; end with Ctrl-C. For your own:"
            + " bin/run-example KafkaWordCount receiver localhost:9092 TOPIC GROUP");
    KafkaFeed feed = new KafkaFeed(KafkaBroker.start());
    try {
      feed.create(TOPIC);
    } catch (ExecutionException | InterruptedException e) {
      feed.broker.close();
      throw e;
    }
    feed.sending.setDaemon(true);
    feed.sending.start();
    return feed;
  }

  /** Creates a topic; returns its name. */
  String create(String topic) throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(config())) {
      admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1))).all().get();
    }
    return topic;
  }

  String address() {
    return broker.address();
  }

  String topic() {
    return TOPIC;
  }

  private Map<String, Object> config() {
    return Map.of("bootstrap.servers", broker.address());
  }

  private void send() {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(config(), new StringSerializer(), new StringSerializer())) {
      long n = 0;
      do {
        String line = SampleText.line(n);
        var unused = producer.send(new ProducerRecord<>(TOPIC, (int) (n % PARTITIONS), null, line));
        n++;
      } while (!closed.await(PAUSE_MS, TimeUnit.MILLISECONDS));
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
