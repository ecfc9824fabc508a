package dev.sluice.kafka;

import dev.sluice.dstream.BatchId;
import dev.sluice.dstream.OutputTransaction;
import dev.sluice.dstream.TransactionalOutput;
import dev.sluice.function.Function;
import dev.sluice.kafka.output.TransactionalWriter;
import dev.sluice.time.Time;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

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
  private static final String PREFIX = "sluice";

  private final TransactionalWriter writer;
  private final Function<? super T, ? extends ProducerRecord<?, ?>> form;

  private KafkaOutput(
      TransactionalWriter writer, Function<? super T, ? extends ProducerRecord<?, ?>> form) {
    this.writer = writer;
    this.form = form;
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
    return new KafkaOutput<>(TransactionalWriter.of(params, topic, PREFIX), form);
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
    return new KafkaOutput<>(writer.withPrefix(prefix), form);
  }

  @Override
  public OutputTransaction<T> begin(BatchId batch) throws Exception {
    return writer.begin(batch, form);
  }

  /** Remembers these batches no longer. */
  @Override
  public void forget(String application, String output, Time upTo) throws Exception {
    writer.forget(application, output, upTo);
  }

  /** Closes the producers that are kept between transactions. */
  @Override
  public void stop() {
    writer.stop();
  }
}
