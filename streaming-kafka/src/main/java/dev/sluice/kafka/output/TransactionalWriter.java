package dev.sluice.kafka.output;

import dev.sluice.dstream.BatchId;
import dev.sluice.dstream.OutputTransaction;
import dev.sluice.function.Function;
import dev.sluice.kafka.client.KafkaParams;
import dev.sluice.kafka.client.KeptClients;
import dev.sluice.time.Time;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Begins the transactions of an output, each with the producer of its partition, which is kept for
 * the next one. Immutable; what is kept is shared by all of the process.
 */
public final class TransactionalWriter implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int TIMEOUT_MS = 60_000;

  /** A new producer retries at once until it is connected to all it needs; the wait then grows. */
  private static final int RETRY_BACKOFF_MS = 5;

  /** What outputs keep between transactions. */
  private static final KeptClients<String, PartitionProducer> PRODUCERS = new KeptClients<>();

  private static final int KEPT_PRODUCERS = 64;

  private final String owner = UUID.randomUUID().toString();
  private final KafkaParams params;
  private final String topic;
  private final OutputNames names;

  private TransactionalWriter(KafkaParams params, String topic, OutputNames names) {
    this.params = params;
    this.topic = topic;
    this.names = names;
  }

  /**
   * A writer that has no producers yet.
   *
   * @param params the settings of producers
   * @param topic a topic that exists, in whose name is remembered what is written
   * @param prefix what the ids of transactions and the names of groups begin with
   * @throws IllegalArgumentException if the settings have no {@code bootstrap.servers}
   */
  public static TransactionalWriter of(Map<String, ?> params, String topic, String prefix) {
    KafkaParams checked =
        KafkaParams.of(params, "an output to Kafka")
            .force(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true, "transactions need it")
            .force(ProducerConfig.ACKS_CONFIG, "all", "transactions need it")
            .withDefault(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, RETRY_BACKOFF_MS)
            .withDefault(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class)
            .withDefault(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
    return new TransactionalWriter(checked, topic, new OutputNames(prefix));
  }

  /** A writer like this with another prefix, and producers of its own. */
  public TransactionalWriter withPrefix(String prefix) {
    return new TransactionalWriter(params, topic, new OutputNames(prefix));
  }

  private OutputMemory memory() {
    return new OutputMemory(params, names, topic, timeout());
  }

  /** As long as the producer waits. */
  private Duration timeout() {
    String text = params.get(ProducerConfig.MAX_BLOCK_MS_CONFIG, Integer.toString(TIMEOUT_MS));
    return Duration.ofMillis(Long.parseLong(text));
  }

  /**
   * Begins to write a partition of a batch, which fences whoever still writes it.
   *
   * @param form makes what is sent of a record
   */
  public <T> OutputTransaction<T> begin(
      BatchId batch, Function<? super T, ? extends ProducerRecord<?, ?>> form)
      throws IOException, InterruptedException {
    String id = names.ofPartition(batch.application(), batch.output(), batch.partition());
    PartitionProducer producer = PRODUCERS.take(owner, id, true, () -> producer(id));
    OutputMemory memory = memory();
    try {
      return new KafkaTransaction<>(
          batch,
          producer.producer(),
          form,
          group(id),
          memory.place(),
          producer.prepare(memory, batch),
          new GivingBack(owner, id, producer));
    } catch (Exception | Error e) {
      PRODUCERS.giveBack(owner, id, producer, 0);
      throw e;
    }
  }

  @SuppressWarnings("removal") // there is no other way to name a group without being a member
  private static ConsumerGroupMetadata group(String id) {
    return new ConsumerGroupMetadata(id);
  }

  private PartitionProducer producer(String id) {
    Map<String, Object> settings = params.asMap();
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
    settings.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, id);
    return new PartitionProducer(new KafkaProducer<>(settings));
  }

  /** Keeps a producer that is fine. Confined to the task's thread. */
  private record GivingBack(String owner, String id, PartitionProducer producer)
      implements KafkaTransaction.Ending {
    @Override
    public void committed(Recalled written) {
      producer.committed(written);
    }

    @Override
    public void ended(boolean isFine) {
      PRODUCERS.giveBack(owner, id, producer, isFine ? KEPT_PRODUCERS : 0);
    }
  }

  /** Remembers these batches no longer. */
  public void forget(String application, String output, Time upTo)
      throws IOException, InterruptedException {
    memory().over(application, output, upTo);
  }

  /** Closes the producers that are kept between transactions. */
  public void stop() {
    PRODUCERS.stop(owner);
  }
}
