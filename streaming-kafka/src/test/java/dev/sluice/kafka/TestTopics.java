package dev.sluice.kafka;

import dev.sluice.kafka.fixtures.TestBroker;
import dev.sluice.kafka.fixtures.TextClients;
import dev.sluice.kafka.fixtures.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/**
 * Topics of texts on the {@link TestBroker} that all tests of the process share. Thread-safe: the
 * clients are.
 */
final class TestTopics {
  private TestTopics() {}

  /** Ends with this process. */
  private static final class Shared {
    static final Producer<String, String> PRODUCER = producer(Map.of());
  }

  private static Topics topics() {
    return TestBroker.shared().topics();
  }

  static String address() {
    return TestBroker.shared().address();
  }

  static Admin admin() {
    return topics().admin();
  }

  /** A name that no other test has. */
  static String name(String beginning) {
    return TestBroker.shared().newName(beginning);
  }

  static String create(int partitions) throws Exception {
    return create(name("topic"), partitions, Map.of());
  }

  static String create(String topic, int partitions, Map<String, String> settings)
      throws Exception {
    topics().create(topic, partitions, settings);
    return topic;
  }

  /** Deletes a topic, and waits until the broker has forgotten it. */
  static void delete(String topic) throws Exception {
    topics().delete(topic);
  }

  static void grow(String topic, int partitions) throws Exception {
    topics().grow(topic, partitions);
  }

  /** Deletes the records before an offset. */
  static void deleteBefore(String topic, int partition, long offset) throws Exception {
    topics().deleteBefore(topic, partition, offset);
  }

  /** Sends values to a partition, without keys, and waits until they are there. */
  static void send(String topic, int partition, String... values) throws Exception {
    for (String value : values) {
      var unused = Shared.PRODUCER.send(new ProducerRecord<>(topic, partition, null, value));
    }
    Shared.PRODUCER.flush();
  }

  static void send(ProducerRecord<String, String> record) throws Exception {
    Shared.PRODUCER.send(record).get(30, TimeUnit.SECONDS);
  }

  /** A producer of texts that the caller closes. */
  static Producer<String, String> producer(Map<String, Object> more) {
    Map<String, Object> settings = TextClients.producer(address());
    settings.putAll(more);
    return new KafkaProducer<>(settings);
  }

  /** Settings of a stream from the earliest offset on, and these. */
  static Map<String, Object> params(String... more) {
    Map<String, Object> params = new HashMap<>();
    params.put("bootstrap.servers", address());
    params.put("auto.offset.reset", "earliest");
    for (int i = 0; i < more.length; i += 2) {
      params.put(more[i], more[i + 1]);
    }
    return params;
  }

  static long end(TopicPartition partition, IsolationLevel isolation) throws Exception {
    return admin()
        .listOffsets(Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(isolation))
        .partitionResult(partition)
        .get(30, TimeUnit.SECONDS)
        .offset();
  }

  /** Waits until the transactions of a partition that were ended are so for readers, too. */
  static void awaitStable(String topic, int partition) {
    TopicPartition awaited = new TopicPartition(topic, partition);
    Awaitility.await()
        .atMost(Programs.PATIENCE)
        .until(
            () ->
                end(awaited, IsolationLevel.READ_COMMITTED)
                    == end(awaited, IsolationLevel.READ_UNCOMMITTED));
  }

  /**
   * Waits until transactions that have ended are so for readers, too, whatever others are still
   * open.
   */
  static void awaitEnded() {
    Awaitility.await()
        .atMost(Programs.PATIENCE)
        .until(
            () ->
                admin().listTransactions().all().get(30, TimeUnit.SECONDS).stream()
                    .map(TransactionListing::state)
                    .noneMatch(
                        state ->
                            state == TransactionState.PREPARE_COMMIT
                                || state == TransactionState.PREPARE_ABORT));
  }

  /** The values that a reader of committed records finds now, in all partitions. */
  static List<String> committedValues(String topic, int partitions) throws Exception {
    List<String> values = new ArrayList<>();
    Map<String, Object> settings = TextClients.consumer(address());
    settings.put("isolation.level", "read_committed");
    try (Consumer<String, String> consumer = new KafkaConsumer<>(settings)) {
      for (int number = 0; number < partitions; number++) {
        TopicPartition partition = new TopicPartition(topic, number);
        long end = end(partition, IsolationLevel.READ_COMMITTED);
        consumer.assign(Set.of(partition));
        consumer.seek(partition, 0);
        while (consumer.position(partition) < end) {
          for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
            values.add(record.value());
          }
        }
      }
    }
    return values;
  }
}
