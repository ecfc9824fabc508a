package dev.sluice.kafka;

import dev.sluice.dstream.BatchId;
import dev.sluice.dstream.OutputTransaction;
import dev.sluice.dstream.TransactionalOutput;
import dev.sluice.function.Function;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes records to topics of Kafka, in one transaction for each partition of a batch. The same
 * transaction commits an offset whose metadata says that the partition is written: so a reader with
 * {@code isolation.level=read_committed} finds the records of each batch once, however often it
 * runs.
 *
 * <p>Immutable.
 *
 * @param <T> the records
 */
public final class KafkaOutput<T> implements TransactionalOutput<T> {
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
  private final Function<? super T, ? extends ProducerRecord<?, ?>> form;
  private final OutputNames names;

  private KafkaOutput(
      KafkaParams params,
      String topic,
      Function<? super T, ? extends ProducerRecord<?, ?>> form,
      OutputNames names) {
    this.params = params;
    this.topic = topic;
    this.form = form;
    this.names = names;
  }

  /**
   * An output that begins the ids of its transactions with {@code sluice}.
   *
   * @param params the settings of Kafka's producer by their names: {@code bootstrap.servers} and so
   *     on; keys and values are texts unless they name serializers
   * @param topic a topic that exists; what is written is remembered in its name. Records may go to
   *     it or to others
   * @param form makes what is sent of a record
   * @throws IllegalArgumentException if the settings have no {@code bootstrap.servers}
   */
  public static <T> KafkaOutput<T> transactional(
      Map<String, ?> params,
      String topic,
      Function<? super T, ? extends ProducerRecord<?, ?>> form) {
    KafkaParams checked =
        KafkaParams.of(params, "an output to Kafka")
            .force(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true, "transactions need it")
            .force(ProducerConfig.ACKS_CONFIG, "all", "transactions need it")
            .withDefault(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, RETRY_BACKOFF_MS)
            .withDefault(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class)
            .withDefault(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
    return new KafkaOutput<>(checked, topic, form, new OutputNames("sluice"));
  }

  /**
   * The same with another beginning of the ids of transactions and of the groups that remember what
   * is written, such as one that the user of the program may write with. It stays as it is as long
   * as the program goes on from its checkpoints.
   */
  public KafkaOutput<T> withIdPrefix(String prefix) {
    if (prefix.isBlank()) {
      throw new IllegalArgumentException(
          "Cannot name transactions: found a blank prefix, expected a name");
    }
    return new KafkaOutput<>(params, topic, form, new OutputNames(prefix));
  }

  private OutputMemory memory() {
    return new OutputMemory(params, names, topic, timeout());
  }

  /** As long as the producer waits. */
  private Duration timeout() {
    String text = params.get(ProducerConfig.MAX_BLOCK_MS_CONFIG, Integer.toString(TIMEOUT_MS));
    return Duration.ofMillis(Long.parseLong(text));
  }

  @Override
  public OutputTransaction<T> begin(BatchId batch) throws Exception {
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
  @Override
  public void forget(String application, String output, Time upTo) throws Exception {
    memory().over(application, output, upTo);
  }

  /** Closes the producers that are kept between transactions. */
  @Override
  public void stop() {
    PRODUCERS.stop(owner);
  }
}
