package dev.sluice.kafka;

import dev.sluice.kafka.client.KafkaParams;
import java.io.Serializable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * How tasks read ranges of offsets. Immutable.
 *
 * @param params the settings of their consumers
 * @param owner whose consumers are kept between tasks
 * @param kept how many a process keeps, 0 for none
 * @param pollTimeout how long a task waits for records
 * @param outOfRange what happens when they are gone
 */
record Reading<K, V>(
    KafkaParams params, String owner, int kept, Duration pollTimeout, OutOfRange outOfRange)
    implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final AtomicLong CLIENTS = new AtomicLong();

  /** What is asked for is there, so that only the wait beyond the end of a range would be long. */
  private static final int MAX_WAIT_MS = 20;

  /** The tasks of a stream, which read one range after the other. */
  static <K, V> Reading<K, V> ofStream(KafkaParams params, DirectSettings settings) {
    return of(params, settings, settings.cachedConsumers());
  }

  /** The tasks of a dataset, which nobody closes. */
  static <K, V> Reading<K, V> ofDataset(KafkaParams params, DirectSettings settings) {
    return of(params, settings, 0);
  }

  private static <K, V> Reading<K, V> of(KafkaParams params, DirectSettings settings, int kept) {
    KafkaParams forTasks =
        params
            .force(
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                "the program decides what is committed")
            .withDefault(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class)
            .withDefault(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class)
            .withDefault(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, MAX_WAIT_MS)
            .with(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none")
            .with(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false)
            .with(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    return new Reading<>(
        forTasks,
        UUID.randomUUID().toString(),
        kept,
        settings.pollTimeout(),
        settings.outOfRange());
  }

  /** A consumer of its own, which is in no group. */
  Consumer<K, V> consumer(TopicPartition partition) {
    Map<String, Object> config = new HashMap<>(params.asMap());
    config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    config.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    config.remove(ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG);
    String client = params.get(ConsumerConfig.CLIENT_ID_CONFIG, "sluice");
    config.put(
        ConsumerConfig.CLIENT_ID_CONFIG,
        client + "-" + partition + "-" + CLIENTS.incrementAndGet());
    return new KafkaConsumer<>(config);
  }
}
